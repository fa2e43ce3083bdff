import { useState } from 'react'

/**
 * Counts the answers of an action. React resets a form once its action has answered, and a list then goes back to the
 * option it began with, whatever was chosen: parts with lists begin anew with each answer.
 */
export function useRound(answer: object): number {
  const [last, setLast] = useState({ answer, round: 0 })
  if (last.answer === answer) return last.round
  const round = last.round + 1
  setLast({ answer, round })
  return round
}
