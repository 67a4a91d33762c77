// Lets the editor's own saving finish before a form is sent. Sent side by side, both would make the
// rows that are new: the one that is sent does not know yet that they exist.
(() => {
  let saving = false;
  let sent = false;
  let waiting = null;

  document.addEventListener("w-autosave:save", (event) => {
    if (sent || waiting) {
      event.preventDefault();
      return;
    }
    saving = true;
  });

  const finish = () => {
    saving = false;
    if (!waiting) return;
    const { form, submitter } = waiting;
    waiting = null;
    // The pressed button shows progress by now and is disabled: what it says is sent in its place.
    const pressed = document.createElement("input");
    pressed.type = "hidden";
    pressed.name = submitter?.name ?? "";
    pressed.value = submitter?.value ?? "";
    form.append(pressed);
    form.requestSubmit();
    pressed.remove();
  };
  document.addEventListener("w-autosave:success", finish);
  document.addEventListener("w-autosave:error", finish);

  document.addEventListener(
    "submit",
    (event) => {
      if (!event.target.matches("[data-edit-form]")) return;
      if (saving) {
        event.preventDefault();
        event.stopImmediatePropagation();
        waiting = { form: event.target, submitter: event.submitter };
      } else {
        sent = true;
      }
    },
    true,
  );

  // Back from the next page by the browser's history: the form can be edited on.
  window.addEventListener("pageshow", () => {
    sent = false;
  });
})();
