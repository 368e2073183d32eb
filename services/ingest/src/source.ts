import { folderTree, treeConnector, UnreachableSource, type Connector } from '@vigil/connectors';
import { StageFailure, type StageName } from '@vigil/pipeline';
import type { StageHandler } from '@vigil/queue';
import type { AuthorityConfig, SourceConfig } from '@vigil/runtime';
import { treeOf, type Surroundings } from './trees.ts';

/**
 * The configuration of a source.
 *
 * @throws {StageFailure} when it is no longer configured
 */
export function sourceOf(
  authorities: readonly AuthorityConfig[],
  authority: string,
  id: string,
): { authority: AuthorityConfig; source: SourceConfig } {
  const configured = authorities.find(({ code }) => code === authority);
  const source = configured?.sources.find((one) => one.id === id);
  if (!configured || !source) {
    throw new StageFailure('source-not-configured', `Source ${id} of authority ${authority} is not configured here.`, {
      advice: `Put the source ${id} back into the vigil.yaml of authority ${authority}, then replay.`,
    });
  }
  return { authority: configured, source };
}

/**
 * What looks at a source; to be closed after the last file was read.
 *
 * @param wanted.location a folder or file to look into instead of the configured place
 * @param wanted.asAt the date of what lies there, where nothing else says one
 */
export function connectorFor(
  source: SourceConfig,
  wanted: { readonly location: string | null; readonly asAt: string | null },
  surroundings: Surroundings,
): Connector {
  const { settleSeconds, mapping, files } = source;
  const { location, asAt } = wanted;
  return treeConnector({
    tree: location === null ? treeOf(source, asAt, surroundings) : folderTree(location),
    settleSeconds,
    mapping,
    files,
    now: surroundings.clock,
    ...(asAt !== null && { asAt }),
  });
}

/** A stage that cannot reach its source says so in the source's own words, and is tried again. */
export function reaching<Name extends StageName>(handler: StageHandler<Name>): StageHandler<Name> {
  return async (job) => {
    try {
      return await handler(job);
    } catch (error) {
      if (!(error instanceof UnreachableSource)) throw error;
      throw new StageFailure('source-unreachable', error.message, {
        advice: 'vigil doctor looks at every source and says whether it can be reached again; then replay.',
        retry: true,
        cause: error,
      });
    }
  };
}
