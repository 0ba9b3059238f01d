/** Writes the review in every form that was asked for. */
import { resolve } from 'node:path'
import { annotationLines } from '../../report/review/annotations.ts'
import { badgeSvg } from '../../report/review/badge.ts'
import { reviewComment } from '../../report/review/comment.ts'
import { junitXml } from '../../report/review/junit.ts'
import type { Review } from '../../report/review/review.ts'
import { sarifLog } from '../../report/review/sarif.ts'
import type { ReviewOptions } from '../options/review-option.ts'
import { writeWhole } from '../write-file.ts'
import { pathInRepository } from './places.ts'

/** Writes the files, each whole. */
export async function writeReview(
  review: Review,
  { comment, junit, sarif, badge }: ReviewOptions,
  folder: string,
): Promise<void> {
  const root = pathInRepository(folder)
  const write = async (file: string | undefined, render: () => string): Promise<void> => {
    if (file !== undefined) await writeWhole(resolve(folder, file), render())
  }
  await write(comment, () => reviewComment(review))
  await write(junit, () => junitXml(review, root))
  await write(sarif, () => sarifLog(review, root))
  await write(badge, () => badgeSvg(review))
}

/** The annotations to print, a line each; empty where nobody would read them. */
export function annotationsText(
  review: Review,
  { annotations = process.env['GITHUB_ACTIONS'] === 'true' }: ReviewOptions,
  folder: string,
): string {
  if (!annotations) return ''
  return annotationLines(review, pathInRepository(folder))
    .map((line) => `${line}\n`)
    .join('')
}
