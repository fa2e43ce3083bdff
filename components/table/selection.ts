/** The boxes named `name` of a form, in the order of the page. */
function boxesOf(form: HTMLFormElement, name: string): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(name)}"]`)]
}

/** Ticks or clears every row of the page. */
export function tickAll(form: HTMLFormElement, name: string, ticked: boolean) {
  for (const box of boxesOf(form, name)) box.checked = ticked
}

/** Ticks or clears the rows between two boxes, both included, as the second one stands. */
export function tickBetween(form: HTMLFormElement, name: string, one: HTMLInputElement, other: HTMLInputElement) {
  const boxes = boxesOf(form, name)
  const [from = 0, to = 0] = [boxes.indexOf(one), boxes.indexOf(other)].sort((a, b) => a - b)
  for (const box of boxes.slice(from, to + 1)) box.checked = other.checked
}

/** How many rows are ticked; brings the box that ticks all in line with that. */
export function countTicked(form: HTMLFormElement, name: string): number {
  const boxes = boxesOf(form, name)
  const ticked = boxes.filter((box) => box.checked).length
  for (const all of form.querySelectorAll<HTMLInputElement>('input[data-all]')) {
    all.checked = ticked > 0 && ticked === boxes.length
    all.indeterminate = ticked > 0 && ticked < boxes.length
  }
  return ticked
}
