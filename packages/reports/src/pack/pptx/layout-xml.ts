import { type Placeholder, placeholders } from './placeholders.ts';

const { title, introduction, foot, number } = placeholders;

/** The layout with every place that a slide takes. */
export function layoutXml(xml: string): string {
  return withShapes(xml, Object.values(placeholders)).replace(
    '<p:cSld name="DEFAULT">',
    '<p:cSld name="Page of a board pack">',
  );
}

/** A master has one place of each kind. */
export function masterXml(xml: string): string {
  return withShapes(xml, [
    title,
    { ...introduction, name: 'Text', ph: 'type="body" idx="1"' },
    { ...foot, ph: 'type="ftr" sz="quarter" idx="3"' },
    { ...number, ph: 'type="sldNum" sz="quarter" idx="4"' },
  ]);
}

function withShapes(xml: string, shapes: readonly Placeholder[]): string {
  const drawn = shapes.map((shape, at) => shapeXml(shape, at + 2));
  return xml.replace('</p:grpSpPr></p:spTree>', `</p:grpSpPr>${drawn.join('')}</p:spTree>`);
}

function shapeXml({ name, ph, box, size, colour, bold = false, align = 'l', anchor }: Placeholder, id: number): string {
  const look = `<a:defRPr sz="${hundredths(size)}" b="${bold ? '1' : '0'}"><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill></a:defRPr>`;
  const text = ph.includes('sldNum')
    ? '<a:fld id="{6F0A1D0C-2B3E-4A75-9C41-0D8E5B7F3A21}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
    : `<a:r><a:rPr lang="en-GB"/><a:t>${name}</a:t></a:r>`;
  return [
    `<p:sp><p:nvSpPr><p:cNvPr id="${String(id)}" name="${name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>`,
    `<p:nvPr><p:ph ${ph}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="${emus(box.x)}" y="${emus(box.y)}"/>`,
    `<a:ext cx="${emus(box.w)}" cy="${emus(box.h)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>`,
    `<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="${anchor}"><a:normAutofit/></a:bodyPr><a:lstStyle>`,
    `<a:lvl1pPr marL="0" indent="0" algn="${align}"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>${look}</a:lvl1pPr>`,
    `</a:lstStyle><a:p>${text}</a:p></p:txBody></p:sp>`,
  ].join('');
}

/** PowerPoint's unit of length, of inches. */
function emus(inches: number): string {
  return String(Math.round(inches * 914_400));
}

function hundredths(points: number): string {
  return String(Math.round(points * 100));
}
