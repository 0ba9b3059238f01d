/**
 * How many schedules a kafkajs service gets where the user does not say: as many in a comparison as
 * in a check. Each costs as much as a hundred of a program's. Of 242 cells known to be broken,
 * without schedules learnt from their own service, 100 leave out 8, 150 leave out 4, 200 leave
 * out 3 (docs/performance.md).
 */
export const serviceSchedulesUsual = 150
