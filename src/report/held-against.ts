/** Against what the model was held: written by `npm run conformance -- --record`. */
export const heldAgainst = 'Held against nothing yet'
