import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { folderTree, treeConnector, UnreachableSource } from '@vigil/connectors';
import { ConfigurationError, loadCatalogue, readAuthorities, typedPath } from '@vigil/runtime';
import type { CommandContext } from '../session.ts';
import { atTerminal } from '../terminal.ts';
import { CommandFailed, WrongUse } from '../wrong-use.ts';
import { parsePopulation, questions, type Answers, type Options, type Question } from './init/answers.ts';
import { vigilYamlFor } from './init/document.ts';

const fileName = 'vigil.yaml';

export function registerInit(program: Command, context: CommandContext): void {
  program
    .command('init')
    .description('write a commented vigil.yaml here; asks for what it must know')
    .option('--code <code>', "the authority's code, such as 852")
    .option('--name <name>', 'its name')
    .option('--population <years>', 'children aged 0 to 17 by year, such as 2023=50400,2024=50700')
    .option('--extracts <dir>', 'the folder that the extracts are delivered to')
    .option('--head-email <address>', 'a head of service who is to be written to')
    .option('--mail-from <address>', 'the address that Vigil writes from')
    .addHelpText(
      'after',
      `
What is not given is asked for. A vigil.yaml that is there already is never overwritten.

Example:
  vigil init
  vigil init --code 852 --name Southampton --population 2018=50400,2019=50700,2020=50900 --extracts ./extracts \\
    --head-email head.qa@example.gov.uk --mail-from vigil@example.gov.uk`,
    )
    .action(async (options: Options) => {
      const path = join(context.cwd, fileName);
      if (existsSync(path)) throw alreadyThere(path); // before anybody is asked anything
      const answers = await answersFrom(options, context);
      await writeOnce(path, vigilYamlFor(answers));
      await checkAgainstReader(path, context);
      context.out(`${path}\n`);
      for (const line of await whatIsSeen(answers.extracts, context.cwd)) context.say(line);
      context.say(nextSteps);
    });
}

const nextSteps = `
Read it through, then:
  1. Make a secret, and keep it where backups of the data directory do not reach (whoever has both can tell children):
       node -e "console.log(require('node:crypto').randomBytes(48).toString('base64'))" > ~/vigil.key
       chmod 600 ~/vigil.key
       export VIGIL_SECRET_KEY_FILE=~/vigil.key VIGIL_CONFIG=$PWD/${fileName}
     Lose it, and neither landed files nor pseudonyms can be matched again.
  2. vigil match DIR    what Vigil understands of your extracts: files, columns, codes
  3. vigil doctor       what is still missing
  4. vigil run          reads what is there now
  5. vigil up           keeps to the schedule`;

/** @throws {WrongUse} when an answer is missing and nobody is there to be asked, or one cannot be right */
async function answersFrom(options: Options, context: CommandContext): Promise<Answers> {
  const all = questions(new Date().getFullYear());
  const given = new Map<string, string>();
  for (const question of all) {
    const answer = options[question.option]?.trim();
    if (answer === undefined) continue;
    const complaint = question.complain(answer);
    if (complaint !== null) throw new WrongUse(`${question.flag} is "${answer}". ${complaint}`);
    given.set(question.option, answer);
  }
  const missing = all.filter(({ option }) => !given.has(option));
  if (process.stdin.isTTY) await askFor(missing, given, context);
  const unanswered = missing.filter(({ option, otherwise }) => !given.has(option) && otherwise === undefined);
  if (unanswered.length > 0) {
    throw new WrongUse(`Nobody is there to be asked: give ${unanswered.map(({ flag }) => flag).join(', ')} as well.`);
  }
  const answerTo = (option: keyof Options): string =>
    given.get(option) ?? all.find((question) => question.option === option)?.otherwise ?? '';
  return {
    code: answerTo('code'),
    name: answerTo('name'),
    population: parsePopulation(answerTo('population')),
    extracts: answerTo('extracts'),
    headEmail: answerTo('headEmail'),
    mailFrom: answerTo('mailFrom'),
  };
}

/** @throws {CommandFailed} when whoever is asked leaves (Ctrl-C, Ctrl-D) */
function askFor(missing: readonly Question[], given: Map<string, string>, context: CommandContext): Promise<void> {
  return atTerminal(async (ask) => {
    for (const { option, asks, otherwise, complain } of missing) {
      for (;;) {
        const typed = await ask(`${asks}: `);
        const answer = typed === '' ? (otherwise ?? '') : typed;
        const complaint = complain(answer);
        if (complaint === null) {
          given.set(option, answer);
          break;
        }
        context.say(complaint);
      }
    }
  });
}

function alreadyThere(path: string): WrongUse {
  return new WrongUse(`${path} is there already, and is not overwritten. Change it, or move it away first.`);
}

async function writeOnce(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw alreadyThere(path);
    }
    throw new CommandFailed(`${path} cannot be written: ${(error as Error).message}`);
  }
}

/** What this command writes must be what the others read; a file that is not is taken away again. */
async function checkAgainstReader(path: string, context: CommandContext): Promise<void> {
  try {
    await readAuthorities(path, await loadCatalogue(path), context.cwd);
  } catch (error) {
    await rm(path, { force: true });
    if (error instanceof ConfigurationError) throw new WrongUse(`That cannot be right:\n${error.message}`);
    throw error;
  }
}

/** What lies in the extracts folder now, in words. */
async function whatIsSeen(typed: string, cwd: string): Promise<readonly string[]> {
  const path = typedPath(typed, cwd);
  try {
    const { deliveries, problems } = await treeConnector({
      tree: folderTree(path),
      settleSeconds: 0,
      now: () => new Date(),
    }).findDeliveries();
    const newest = deliveries.at(-1);
    if (!newest) {
      return [
        `${path} holds no delivery that Vigil knows yet: vigil match ${typed} shows how its files are understood.`,
        ...problems,
      ];
    }
    const lists = newest.files.map(({ name, list }) => list ?? name);
    return [`In ${path}, the newest delivery is as at ${newest.asAt}: ${lists.join(', ')}.`, ...problems];
  } catch (error) {
    if (error instanceof UnreachableSource) return [`${error.message} (This can be mended later.)`];
    throw error;
  }
}
