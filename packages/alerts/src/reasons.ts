/** Why an alert opens or goes on: one of each rule. */
export type RaisedReason =
  | 'target missed'
  | 'missed for several periods running'
  | 'moved for the worse'
  | 'special cause for the worse'
  | 'worse than its neighbours'
  | 'worst of its months'
  | 'about to miss its target'
  | 'will miss its target'
  | 'no value for a complete period'
  | 'restated across its target'
  | 'many rows in quarantine'
  | 'suspiciously constant';

const endings = [
  'target met',
  'target withdrawn',
  'run of misses ended',
  'came back',
  'new level accepted',
  'no special cause any more',
  'no longer worse than its neighbours',
  'no longer about to miss',
  'the month is over',
  'value is there',
  'told once',
  'few rows in quarantine',
  'value changed',
  'not confirmed when it settled',
  'put right before anybody was told',
  'rule switched off',
  'no longer watched',
] as const;

/** Why an alert ends. */
export type EndedReason = (typeof endings)[number];

/** Why nothing happens. */
export type QuietReason =
  | 'told already'
  | 'period is older than the last one told'
  | 'nothing to say'
  | 'on target'
  | 'within tolerance'
  | 'between its thresholds'
  | 'too few cases'
  | 'not settled yet'
  | 'no period to judge'
  | 'no value'
  | 'no target'
  | 'not rated'
  | 'not known'
  | 'the extract never arrived';

/** Why it was decided so, in the words that operators read. `acknowledged` is somebody's own word. */
export type AlertReason =
  | RaisedReason
  | EndedReason
  | QuietReason
  | 'worse than when it was acknowledged'
  | 'not acknowledged for long'
  | 'acknowledged';

/** Whether an event with this reason ended its alert: good news, or none any more. */
export function endsAlert(reason: AlertReason): reason is EndedReason {
  return (endings as readonly AlertReason[]).includes(reason);
}
