import { leavingAdoptionAliases } from '../aliases/adoption.ts';
import { disabilityAliases, fosteringForAdoptionAliases } from '../aliases/yes-no.ts';
import { ethnicity, gender } from '../annex-a.ts';
import { code, column, date, identifier, text, yesNoUnknown } from '../columns.ts';
import type { ColumnContract, ListContract } from '../contract.ts';

const stage = (name: string, field: string): ColumnContract => date(name, field, { event: true, stored: true });

export const adopters: ListContract = {
  list: 'adopters',
  title: 'Adopters',
  annexA: 11,
  version: 1,
  key: ['adopter', 'enquiry_date'],
  // Who enquired in the last twelve months is in Ofsted's list for certain; who enquired before may have left it.
  dateField: 'enquiry_date',
  coverage: { kind: 'rolling', months: 12 },
  orderRules: [],
  columns: [
    identifier('Individual adopter identifier', 'adopter'),
    text('Family identifier', 'family'),
    { ...code('Gender', 'gender', gender.codes ?? []), ...(gender.aliases && { aliases: gender.aliases }) },
    ethnicity,
    yesNoUnknown('Disability', 'disability', { aliases: disabilityAliases }),
    yesNoUnknown('Is the (prospective) adopter fostering for adoption?', 'fostering_for_adoption', {
      aliases: fosteringForAdoptionAliases,
    }),
    stage('Date enquiry received', 'enquiry_date'),
    stage('Date Stage 1 started', 'stage_1_start_date'),
    stage('Date Stage 1 ended', 'stage_1_end_date'),
    stage('Date Stage 2 started', 'stage_2_start_date'),
    stage('Date Stage 2 ended', 'stage_2_end_date'),
    stage('Date application submitted', 'application_date'),
    stage('Date application approved', 'approval_date'),
    stage('Date adopter matched with child(ren)', 'matching_date'),
    stage('Date child/children placed with adopter(s)', 'placed_date'),
    column('No. of children placed', 'children_placed', 'integer'),
    stage('Date of Adoption Order', 'order_date'),
    stage('Date of leaving adoption process', 'leaving_date'),
    code(
      'Reason for leaving adoption process',
      'leaving_reason',
      ['1 - Adopter withdrew from process', '2 - Process put on hold', '3 - Application refused'],
      { aliases: leavingAdoptionAliases },
    ),
  ],
};
