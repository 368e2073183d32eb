import { InvalidArgumentError, Option } from 'commander';
import { isIsoDate, isPeriod } from '@vigil/calendar';
import { formats, type Format } from '../output.ts';

/** What most commands take. */
export interface CommonOptions {
  readonly authority?: string;
  readonly format: Format;
}

/** What a command takes that changes something. */
export interface WordOptions {
  readonly authority?: string;
  readonly reason: string;
}

export const authorityOption = (): Option =>
  new Option('--authority <code>', 'which authority, where several are configured');

export const formatOption = (): Option =>
  new Option('--format <format>', 'table for people, json or csv for machines').choices(formats).default('table');

/** For whatever changes something: without a reason nothing is done. */
export const reasonOption = (): Option =>
  new Option('--reason <text>', 'why; it goes on record with your name').argParser((text) => {
    if (text.trim() === '') throw new InvalidArgumentError('Say in a few words why.');
    return text.trim();
  });

/** @throws InvalidArgumentError, which commander turns into wrong use */
export function parseDate(text: string): string {
  if (!isIsoDate(text)) throw new InvalidArgumentError('Expected a date such as 2021-01-04.');
  return text;
}

/** @throws InvalidArgumentError, which commander turns into wrong use */
export function parsePeriod(text: string): string {
  if (!isPeriod(text)) throw new InvalidArgumentError('Expected a month such as 2020-12.');
  return text;
}

/** For commands that work and then report, as `vigil run` does. */
export const reportFormatOption = (): Option =>
  new Option('--format <format>', 'text for people, json for machines').choices(['text', 'json']).default('text');
