import { bar } from './drawing.ts';
import type { Parts } from './parts.ts';
import { placeholders } from './placeholders.ts';
import { escaped } from './xml.ts';

/** So PowerPoint keeps that screen readers pass a shape over. */
const decorative =
  '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>';

/** A field that PowerPoint numbers anew when slides are moved. */
const numberField = '{6F0A1D0C-2B3E-4A75-9C41-0D8E5B7F3A21}';

/** A slide as pptxgenjs writes it, with the places of its layout, ids of its own and what its tables say. */
export function slideXml(xml: string, number: string, parts: Parts): string {
  return [withLooksOnce, withPlaceholders, withIds, withNumber, withHeaderRows, withoutBars].reduce(
    (mended, mend) => mend(mended),
    withTablesSaid(xml, number, parts),
  );
}

function withPlaceholders(xml: string): string {
  return Object.values(placeholders).reduce(
    (mended, { name, ph }) =>
      mended.replace(
        new RegExp(`(<p:cNvPr id="\\d+" name="${name}">)</p:cNvPr><p:cNvSpPr txBox="1"/><p:nvPr></p:nvPr>`, 'u'),
        `$1</p:cNvPr><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph ${ph}/></p:nvPr>`,
      ),
    xml,
  );
}

/** pptxgenjs says what a paragraph looks like before each of its runs; it may be said once. */
function withLooksOnce(xml: string): string {
  return xml.replaceAll(/<\/a:r><a:pPr [^>]*(?:\/>|(?<!\/)>.*?<\/a:pPr>)/gsu, '</a:r>');
}

/** pptxgenjs counts tables on their own, so that two shapes have one id. */
function withIds(xml: string): string {
  let id = 0;
  return xml.replaceAll(/<p:cNvPr id="\d+"/gu, () => `<p:cNvPr id="${String((id += 1))}"`);
}

function withNumber(xml: string): string {
  return xml.replace(
    new RegExp(`(name="${placeholders.number.name}">.*?)<a:r>(<a:rPr .*?</a:rPr><a:t>\\d+</a:t>)</a:r>`, 'su'),
    `$1<a:fld id="${numberField}" type="slidenum">$2</a:fld>`,
  );
}

function withTablesSaid(xml: string, number: string, { tables }: Parts): string {
  return xml.replaceAll(/name="Table (\d+)"\/>/gu, (written, table: string) => {
    const says = tables.get(`${number}-${table}`);
    return says === undefined ? written : `name="Table ${table}" descr="${escaped(says)}"/>`;
  });
}

/** Screen readers say the headings of columns with their cells. */
function withHeaderRows(xml: string): string {
  return xml.replaceAll('<a:tblPr/>', '<a:tblPr firstRow="1"/>');
}

function withoutBars(xml: string): string {
  return xml.replaceAll(`name="${bar}"></p:cNvPr>`, `name="${bar}">${decorative}</p:cNvPr>`);
}

/** The notes of a slide: a paragraph a line. */
export function notesXml(xml: string): string {
  return xml.replace(/<a:p><a:r>(<a:rPr [^>]*\/>)<a:t>([^<]*)<\/a:t><\/a:r>/u, (_, look: string, text: string) =>
    text
      .split('\n')
      .map((line) => `<a:p><a:r>${look}<a:t>${line}</a:t></a:r>`)
      .join('</a:p>'),
  );
}
