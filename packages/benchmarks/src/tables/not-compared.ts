/** Tables that come with those above and that no indicator is compared with, by what tells each from the others. */
export const notCompared: readonly { readonly title: string; readonly columns: readonly string[] }[] = [
  { title: 'C6 Referrals by month', columns: ['April', 'May', 'June', 'July', 'August', 'September'] },
  { title: 'D3 Second or subsequent child protection plans', columns: ['CPP_subsequent', 'CPP_subsequent_percent'] },
  { title: 'Headline figures', columns: ['children_in_need_per_10000_children', 'completed_assessments'] },
  { title: 'Data dictionary of the LAIT', columns: ['Measure_code', 'Measure_short', 'Polarity'] },
];
