import { folderConnector, type Connector } from '@vigil/connectors';
import { StageFailure } from '@vigil/pipeline';
import type { AuthorityConfig, SourceConfig } from '@vigil/runtime';

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

/** @param location a folder to look into instead of the configured one */
export function connectorFor(source: SourceConfig, location: string | null, clock: () => Date): Connector {
  const { connector, settleSeconds, mapping } = source;
  switch (connector.kind) {
    case 'folder':
      return folderConnector({ path: location ?? connector.path, settleSeconds, mapping, now: clock });
  }
}
