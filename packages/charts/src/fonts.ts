import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** What a PNG is written in. A bare machine has no fonts, and others have different ones: only these are used. */
export function fontFiles(): string[] {
  return [
    require.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
    require.resolve('@expo-google-fonts/source-sans-3/700Bold/SourceSans3_700Bold.ttf'),
  ];
}
