import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What the server does with the next mails. */
type Mood = 'takes' | 'refuses' | 'hangs up';

export interface MailServer {
  readonly url: string;
  /** How many mails it was given in full. */
  readonly mails: number;
  mood: Mood;
  close(): Promise<void>;
}

/** A real SMTP server whose mood a test decides. */
export async function mailServer(): Promise<MailServer> {
  const state = { mood: 'takes' as Mood, mails: 0 };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) => {
      if (state.mood !== 'refuses') return done();
      done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
    },
    onData: (stream, session, done) => {
      stream.resume();
      stream.on('end', () => {
        state.mails += 1;
        if (state.mood !== 'hangs up') return done();
        // The message is there; its answer never comes.
        for (const connection of server.connections as Set<{ id: string; close: () => void }>) {
          if (connection.id === session.id) connection.close();
        }
      });
    },
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    get mails() {
      return state.mails;
    },
    get mood() {
      return state.mood;
    },
    set mood(mood) {
      state.mood = mood;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
