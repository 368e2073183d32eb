import type { BenchmarkTable } from '../table.ts';

export const careLeaversAccommodation: BenchmarkTable = {
  id: 'care-leavers-accommodation',
  title: 'Care leavers aged 19 to 21 by suitability of accommodation',
  publication: 'Children looked after in England',
  yearEnds: '31 March',
  only: {
    care_leaver_age: ['19 to 21 years', 'Aged 19 to 21'],
    breakdown: ['Accommodation considered suitable', 'Suitable'],
  },
  measures: {
    suitable: { column: 'care_leaver_count' },
    suitablePercent: { column: 'care_leaver_percent' },
  },
};
