import type { Pack } from '@vigil/pack';
import { escaped } from './xml.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** Title, language and date of the file: the date that the pack speaks as at, whenever it is written. */
export function coreXml({ title, authority, asAt }: Pack): string {
  const date = `xsi:type="dcterms:W3CDTF">${asAt}T00:00:00Z`;
  return [
    `${declaration}<cp:coreProperties`,
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(authority)}</dc:creator><dc:language>en-GB</dc:language>`,
    `<dcterms:created ${date}</dcterms:created><dcterms:modified ${date}</dcterms:modified></cp:coreProperties>`,
  ].join('');
}

export function appXml({ authority, pages }: Pack): string {
  return [
    `${declaration}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">`,
    `<Application>Microsoft Office PowerPoint</Application><PresentationFormat>A4 Paper (210x297 mm)</PresentationFormat>`,
    `<Slides>${String(pages.length)}</Slides><Company>${escaped(authority)}</Company><AppVersion>16.0000</AppVersion></Properties>`,
  ].join('');
}
