import { recordFailure } from '@vigil/pipeline';

/** Why a page cannot be shown, in words for whoever asked for it. */
export class PageProblem extends Error {
  override readonly name = 'PageProblem';
  readonly status: number;
  readonly title: string;

  constructor(status: number, title: string, message: string) {
    super(message);
    this.status = status;
    this.title = title;
  }
}

export const pageNotFound = (): PageProblem =>
  new PageProblem(404, 'Page not found', 'There is no such page here. The pages there are stand at the top.');

/** Any error as a page: what was not foreseen is told without its message, which may quote data. */
export function problemOf(error: unknown): PageProblem {
  if (error instanceof PageProblem) return error;
  if (isRequestError(error)) {
    return new PageProblem(error.statusCode, 'Not understood', 'The address of this page could not be understood.');
  }
  if (recordFailure(error).kind === 'server-unreachable') {
    return new PageProblem(
      503,
      'The database does not answer',
      'Vigil cannot reach its database, so there is nothing to show. Look again in a minute; if it stays away, vigil doctor says what is wrong.',
    );
  }
  return new PageProblem(
    500,
    'Something went wrong',
    'This page could not be made. The log of vigil up says why; the nightly work is not affected.',
  );
}

function isRequestError(error: unknown): error is { statusCode: number } {
  return (
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    error.statusCode >= 400 &&
    error.statusCode < 500
  );
}
