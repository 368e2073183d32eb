import { filePattern } from '@vigil/extracts';
import type { FileMeaning, FilePattern } from '@vigil/extracts';
import type { IsoDate } from '@vigil/calendar';

/** File-name pattern → what such a file is. */
export type FilePatterns = Readonly<Record<string, FileMeaning>>;

/** What the patterns of a source say of a file. */
type NamedFile = { readonly meaning: FileMeaning | null; readonly asAt: IsoDate | null } | { readonly problem: string };

export type FileNames = (file: { readonly folder: string; readonly name: string }) => NamedFile;

/** Reads a file's name with the source's patterns; two that fit one file are a problem that names both. */
export function fileNames(files: FilePatterns): FileNames {
  const patterns: [FilePattern, FileMeaning][] = Object.entries(files).map(([text, is]) => [filePattern(text), is]);
  return (file) => {
    const fitting = patterns.flatMap(([pattern, meaning]) => {
      const fit = pattern.fit(file);
      return fit === null ? [] : [{ pattern, meaning, fit }];
    });
    const [only, ...others] = fitting;
    if (only === undefined) return { meaning: null, asAt: null };
    if (others.length > 0) {
      const both = fitting.map(({ pattern }) => `“${pattern.text}”`).join(' and ');
      return { problem: `${file.name} fits ${both} of files in vigil.yaml; expected one` };
    }
    return 'problem' in only.fit ? only.fit : { meaning: only.meaning, asAt: only.fit.asAt };
  };
}
