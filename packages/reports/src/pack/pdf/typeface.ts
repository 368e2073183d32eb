import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** What a pack is set in, and nothing else; named one by one, since each is read whole. */
export function typefaceFiles(): readonly [regular: string, ...others: string[]] {
  return [
    require.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
    require.resolve('@expo-google-fonts/source-sans-3/400Regular_Italic/SourceSans3_400Regular_Italic.ttf'),
    require.resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf'),
    require.resolve('@expo-google-fonts/source-sans-3/700Bold/SourceSans3_700Bold.ttf'),
  ];
}
