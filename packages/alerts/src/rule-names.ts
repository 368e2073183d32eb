/** Every rule, in the order in which they are named where several speak of one figure. */
export const ruleNames = [
  'target-missed',
  'missed-running',
  'moved',
  'special-cause',
  'worse-than-neighbours',
  'extreme',
  'about-to-miss',
  'value-missing',
  'restated',
  'quarantined',
  'constant',
] as const;

export type RuleName = (typeof ruleNames)[number];

/** As the rule is called in the mail. */
export const ruleTitles: Readonly<Record<RuleName, string>> = {
  'target-missed': 'Target missed',
  'missed-running': 'Missed month after month',
  moved: 'Moved for the worse',
  'special-cause': 'Changed for the worse',
  'worse-than-neighbours': 'Worse than statistical neighbours',
  extreme: 'Worst in months',
  'about-to-miss': 'About to miss its target',
  'value-missing': 'Value missing',
  restated: 'Restated across its target',
  quarantined: 'Many rows in quarantine',
  constant: 'Suspiciously constant',
};
