/** Kinds of inputs that hold no text. */
const NO_TEXT = new Set(['checkbox', 'radio', 'button', 'submit', 'file', 'range'])

/** Whether somebody has the cursor in a field of the page: nothing is changed under their hands. */
export function isTyping(): boolean {
  const field = document.activeElement
  if (field instanceof HTMLInputElement) return !NO_TEXT.has(field.type)
  return (
    field instanceof HTMLTextAreaElement ||
    (field instanceof HTMLElement && field.isContentEditable)
  )
}
