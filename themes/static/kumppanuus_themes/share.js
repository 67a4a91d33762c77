// Shows the buttons by which a page is printed, its address copied, and it is handed to what the
// reader's device offers. Nobody else is told. Without it none of the buttons is there.
const actions = document.querySelector("[data-kp-actions]");

const ways = {
  print: { isOffered: true, act: () => print() },
  copy: {
    isOffered: Boolean(navigator.clipboard),
    act: async (button) => {
      await navigator.clipboard.writeText(location.href);
      actions.querySelector("[role=status]").textContent = button.dataset.done;
    },
  },
  share: {
    isOffered: Boolean(navigator.share),
    // Closing what the device offers is no failure.
    act: () => navigator.share({ title: document.title, url: location.href }).catch(() => {}),
  },
};

for (const button of actions?.querySelectorAll("button") ?? []) {
  const way = ways[button.value];
  button.hidden = !way.isOffered;
  button.addEventListener("click", () => way.act(button));
}
if (actions) actions.hidden = false;
