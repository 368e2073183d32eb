/** Where the console listens unless told otherwise. */
export const defaultPort = 4600;

/** Somebody else has the port, or the system keeps it for itself. */
export class PortNotFree extends Error {
  override readonly name = 'PortNotFree';
}

/** What kept the console from listening, in words where it is the port. */
export function systemProblem(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') {
    return new PortNotFree(
      `Port ${port} on 127.0.0.1 is taken: another program listens there, perhaps another vigil up. ` +
        `Stop that one, or take another port: vigil up --port ${port < 65_535 ? port + 1 : defaultPort}`,
      { cause: error },
    );
  }
  if (code === 'EACCES') {
    return new PortNotFree(
      `Port ${port} on 127.0.0.1 may not be used by this account; ports below 1024 belong to the system. ` +
        `Take another one: vigil up --port ${defaultPort}`,
      { cause: error },
    );
  }
  return error;
}
