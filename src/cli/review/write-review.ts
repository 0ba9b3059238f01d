/** The review in every form that was asked for. */
import { resolve } from 'node:path'
import { annotationLines } from '../../report/review/annotations.ts'
import { badgeSvg } from '../../report/review/badge.ts'
import { reviewComment } from '../../report/review/comment.ts'
import { junitXml } from '../../report/review/junit.ts'
import type { Review } from '../../report/review/review.ts'
import { sarifLog } from '../../report/review/sarif.ts'
import type { ReviewOptions } from '../options/review-option.ts'
import type { OutputFile } from '../write-file.ts'
import { pathInRepository } from './places.ts'

/** The files that were asked for. */
export function reviewFiles(
  review: Review,
  { comment, junit, sarif, badge }: ReviewOptions,
  folder: string,
): readonly OutputFile[] {
  const root = pathInRepository(folder)
  const file = (name: string | undefined, render: () => string): readonly OutputFile[] =>
    name === undefined ? [] : [{ path: resolve(folder, name), text: render() }]
  return [
    ...file(comment, () => reviewComment(review)),
    ...file(junit, () => junitXml(review, root)),
    ...file(sarif, () => sarifLog(review, root)),
    ...file(badge, () => badgeSvg(review)),
  ]
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
