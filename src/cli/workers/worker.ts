/** The module that each worker thread loads. */
export { runTask } from './tasks.ts'
