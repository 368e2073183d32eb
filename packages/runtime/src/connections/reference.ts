import { connectionKinds, type ConnectionKind } from './kinds.ts';

/** infra/privacy/connections.md, made of the kinds of connections. */
export function connectionsReference(): string {
  const of = (direction: ConnectionKind['direction']): ConnectionKind[] =>
    connectionKinds.filter((kind) => kind.direction === direction);
  return `# Connections

Made from \`packages/runtime/src/connections/kinds.ts\` by \`npx pnpm@12 reference\`; change that, not this page. A test finds every import of a network library in the code and holds this list complete.

Vigil opens no connection that its configuration does not name. It asks nobody for updates and reports to nobody. \`vigil connections\` prints those of your own configuration, by server and port, for whoever keeps the firewall.

## Out

${table(of('out'))}

Names are looked up by the system's name service. A folder on a share (\`\\\\files\\extracts\`, NFS) is the system's connection, not Vigil's. Installing from the sources asks registry.npmjs.org (or the registry that \`npm config\` names), an installation from a bundle nobody.

## In

${table(of('in'))}

## Where in the code

${connectionKinds.map(({ title, code }) => `- ${title}: ${code.map((file) => `\`${file}\``).join(', ')}`).join('\n')}
`;
}

function table(kinds: readonly ConnectionKind[]): string {
  const rows = kinds.map(
    ({ title, to, when, carries, protection }) => `| ${[title, to, when, carries, protection].join(' | ')} |`,
  );
  return ['| connection | to | when | what it carries | protected by |', '|---|---|---|---|---|', ...rows].join('\n');
}
