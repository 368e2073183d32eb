import {
  folderTree,
  manifestTree,
  s3Tree,
  sftpTree,
  sqlTree,
  UnreachableSource,
  urlTree,
  type FileTree,
} from '@vigil/connectors';
import { readSecretFile, type ConnectorConfig, type Proxy, type SourceConfig } from '@vigil/runtime';

/** What is around every source: the machine's clock, the domain's, and how HTTPS leaves the network. */
export interface Surroundings {
  readonly clock: () => Date;
  readonly now: () => Date;
  readonly proxy: Proxy;
}

/** Where a source's files lie. Secrets are read when they are needed. */
export function treeOf(
  { connector, timeZone }: Pick<SourceConfig, 'connector' | 'timeZone'>,
  asAt: string | null,
  { now, proxy }: Surroundings,
): FileTree {
  switch (connector.kind) {
    case 'folder':
      return folderTree(connector.path);
    case 'sftp':
      return sftpTree({
        ...connector,
        password: connector.password && secretIn(connector.password),
        privateKey: connector.privateKey && {
          text: secretIn(connector.privateKey),
          passphrase: connector.privateKey.passphrase && secretIn(connector.privateKey.passphrase),
        },
      });
    case 'https': {
      const { url, urls } = connector;
      const web = { ...wayOf(connector, proxy), account: webAccount(connector) };
      return url === null ? urlTree({ ...web, urls: urls ?? {}, timeZone, now, asAt }) : manifestTree({ ...web, url });
    }
    case 's3':
      return s3Tree({
        ...connector,
        ...wayOf(connector, proxy),
        secretAccessKey: secretIn(connector.secretAccessKey),
      });
    case 'sql':
      return sqlTree({ ...connector, password: secretIn(connector.password), timeZone, now });
  }
}

type Kind<Name extends ConnectorConfig['kind']> = Extract<ConnectorConfig, { readonly kind: Name }>;

function secretIn({ file }: { readonly file: string }): () => Promise<string> {
  return () =>
    readSecretFile(file).catch((error: Error) => {
      throw new UnreachableSource(error.message);
    });
}

function webAccount({ bearer, basic }: Kind<'https'>) {
  if (bearer) return { kind: 'bearer', token: secretIn(bearer) } as const;
  if (basic === null) return null;
  return { kind: 'basic', user: basic.user, password: secretIn(basic.password) } as const;
}

/** The source's own proxy comes first. */
function wayOf({ proxy: own, caFile, timeoutSeconds }: Kind<'https'> | Kind<'s3'>, proxy: Proxy) {
  return { proxy: own === null ? proxy : { url: own, except: '' }, caFile, timeoutSeconds };
}
