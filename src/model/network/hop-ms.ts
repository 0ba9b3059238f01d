/** How long a message is under way, in virtual milliseconds. */
export const hopMs = 1
