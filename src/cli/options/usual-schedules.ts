/** How many schedules a search has where the user does not say, in one place. */

/**
 * Of a kafkajs service, in each cell, whatever the command: `check` is as sure of a service as
 * `compare`. Each costs as much as a hundred of a program's; a claim takes as many as these.
 */
export const serviceSchedulesUsual = 100
