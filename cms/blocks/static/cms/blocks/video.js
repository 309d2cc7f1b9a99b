// A player is fetched when it is asked for, in the place of the button; without a script the button leads to its page.
for (const start of document.querySelectorAll("[data-player]")) {
  start.addEventListener("click", (event) => {
    event.preventDefault();
    const player = document.createElement("iframe");
    player.src = start.dataset.player;
    player.title = start.dataset.title;
    player.allow = "autoplay; fullscreen; picture-in-picture";
    player.referrerPolicy = "strict-origin-when-cross-origin";
    start.closest(".video__frame").replaceChildren(player);
    player.focus();
  }, { once: true });
}
