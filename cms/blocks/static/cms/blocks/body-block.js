// Keeps the type that stands for blocks of inactive extensions out of the menu of blocks to add.
class BodyBlockDefinition extends window.wagtailStreamField.blocks.StreamBlockDefinition {
  constructor(...args) {
    super(...args);
    this.groupedChildBlockDefs = this.groupedChildBlockDefs.map(([group, blocks]) => [
      group,
      blocks.filter((block) => block.name !== "unavailable"),
    ]);
  }
}

window.telepath.register("cms.blocks.BodyBlock", BodyBlockDefinition);
