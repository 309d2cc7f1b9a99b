"""The plugin contract: PluginConfig, registry, slots."""
