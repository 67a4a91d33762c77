// Leaves a date that cannot be read as it was typed, for the server to refuse. The date picker would
// put the present moment or another day in its place when the field is left; that cannot be switched
// off in the pickers that Wagtail makes.
document.addEventListener("focusin", (event) => {
  jQuery(event.target).off("blur.xdsoft");
});
