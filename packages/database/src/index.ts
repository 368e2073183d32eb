export { asAtFunctionsDigest } from './as-at-functions.ts';
export {
  checkBackup,
  drain,
  openBackup,
  takeBackup,
  type BackupKey,
  type BackupTaken,
  type FilesToBackUp,
} from './backup/backup.ts';
export { DamagedBackup, tallyOf, type Contents, type Measure, type Part, type Tally } from './backup/contents.ts';
export { moveDatabase } from './backup/move-database.ts';
export { restoreDatabase, type Restored } from './backup/restore.ts';
export { CopyBuffer, type CopyValue } from './copy.ts';
export { openDatabase, type AuthorityDatabase, type Database, type Transaction } from './database.ts';
export {
  addCalendar,
  calendarVersions,
  publishWorkingDays,
  recordCalendar,
  standingCalendar,
  takeTurnsOnCalendar,
  type CalendarProvenance,
  type CalendarVersion,
} from './calendars.ts';
export { installAccess } from './access/install.ts';
export { giveLogin } from './access/logins.ts';
export { tableRights, type Reach, type Right, type TableRights } from './access/rights.ts';
export { databaseRole, roleNames, roleWords, type RoleName } from './access/roles.ts';
export { prepareDatabase, type Preparation } from './prepare.ts';
export { checkPrepared, NotPrepared, OtherKey } from './prepared.ts';
export * from './schema/index.ts';
export { claimStage, ClaimLost, holdFence, leaseSeconds, renewLeases, underFence, type Claim } from './work/claim.ts';
export { failForGood, failStage, fingerprintOf, finishStage, postponeStage } from './work/finish.ts';
export { announceWork, createStage, dispatchAgain } from './work/handoff.ts';
export { closeSlot, reopenSlot, setRunState, settleRun, startNextRun } from './work/progress.ts';
export { holdLeadership, type Leadership } from './work/leadership.ts';
export { giveBack, lossesAllowed } from './work/losses.ts';
export { reconcile, type LookedInto, type Reconciliation } from './work/recovery.ts';
export { relayOutbox, type Handoff, type QueuedJob } from './work/relay.ts';
export { otherWorkersAlive, registerWorker, type WorkerRegistration } from './work/workers.ts';
export {
  filesOf,
  publishedCoverages,
  readFileRow,
  recordLanding,
  recordPublication,
  recordRejection,
  recordValidation,
  rowsBefore,
  type DeliveredFile,
  type LandedFile,
  type ValidatedFile,
} from './deliveries/files.ts';
export {
  findSameContent,
  recogniseDelivery,
  setDeliveryState,
  takeTurnsOnSource,
  type Delivery,
  type SeenDelivery,
} from './deliveries/deliveries.ts';
export {
  handOverToPublish,
  handOverToValidate,
  readRun,
  recordEvaluation,
  recordFigureCounts,
  startRuns,
  type Run,
} from './deliveries/runs.ts';
export {
  comparableFile,
  copyFindings,
  hasFutureDates,
  overtakenFiles,
  validateAgain,
} from './deliveries/comparable.ts';
export { clearFindings, FindingBuffer, QuarantineBuffer, type FindingPlace } from './deliveries/findings.ts';
export {
  hasLaterSlot,
  lastScheduled,
  noteSearch,
  openManualSlot,
  openScheduledSlot,
  openSlots,
  readClock,
  readSlot,
  scheduleFollowedTo,
  skipSchedule,
  type Slot,
} from './deliveries/slots.ts';
export { listAlerts, standingAlerts, takeTurnsOnAlerts, type Alert } from './alerts/alerts.ts';
export { recordDecisions, type AlertCounts } from './alerts/decisions.ts';
export { alertEvents, countSuppressed, markTold, untoldEvents, type AlertEvent } from './alerts/events.ts';
export {
  acknowledgeAlert,
  acknowledgements,
  answersTo,
  type Acknowledgement,
  type Answer,
} from './alerts/acknowledgements.ts';
export { isMuted, mute, mutedInWords, mutesInForce, unmute, type Mute, type Muted } from './alerts/mutes.ts';
export { readFacts, type FactsQuestion, type WatchedAuthority } from './alerts/facts.ts';
export {
  coveredDays,
  lastComputations,
  listChanges,
  listMarks,
  listReach,
  recordComputations,
  takeTurnsOnFigures,
  takeTurnsOnIndicator,
  type Computation,
  type CoveredDays,
} from './figures/computations.ts';
export { deliveryBefore, differenceInFiles, listsOf } from './figures/readings.ts';
export { columnsMissing, columnsOfStates, type DeliveredColumns } from './deliveries/columns.ts';
export { listStates, type ListState } from './deliveries/list-states.ts';
export {
  compareCohorts,
  recordsBehind,
  type CohortDifference,
  type CohortPlace,
  type RecordBehind,
} from './figures/differences.ts';
export { gatherChanges } from './figures/changed-records.ts';
export { readCohort, type CohortQuestion, type CohortRow } from './figures/cohorts.ts';
export { countCohorts, type CohortCount } from './figures/counts.ts';
export { computeFigures, type ComputedFigure } from './figures/computed.ts';
export {
  digestSlotsSince,
  handOverDigests,
  noteRest,
  openDigestSlot,
  takeTurnsOnDigests,
  tendDigests,
} from './mail/digest-slots.ts';
export {
  lastChasers,
  listNotifications,
  mailsOfRun,
  moveNotification,
  operatorsToldIn,
  prepareNotification,
  recipientsOn,
  unsentNotifications,
  type NewNotification,
  type Notification,
} from './mail/ledger.ts';
export { freshMatters, markMattersTold, openMatters, type OpenMatter } from './mail/matters.ts';
export { chasersDue, type ChasingAuthority } from './mail/chasers.ts';
export { markWeekTold, weeklyDue } from './mail/weekly.ts';
export {
  earlierFigures,
  laterAsAtDates,
  publishFigures,
  reportedFigures,
  sameNumber,
  sortFigures,
  standingFigures,
  type EarlierFigure,
  type FigureProvenance,
  type FigureToPublish,
  type NewVersion,
  type Publication,
  type Restatement,
  type Snapshot,
} from './figures/snapshots.ts';
export { keepIdentities, readIdentities, recordReveal } from './identity/way-back.ts';
export { applyMerge, daysChanged, planMerge, windowOf, type MergePlan, type StagedList } from './records/merge.ts';
export {
  completeTouched,
  createStaging,
  dropStaging,
  removeRepetitions,
  stagingTable,
  type Repetition,
  type Staging,
} from './records/staging.ts';
export { readLimits } from './figures/limits.ts';
export { readReportedSources, recordJudgement } from './figures/judgements.ts';
export { readScorecard, readScorecardContext, type Scorecard } from './figures/scorecard.ts';
export { readRebases, recordRebase } from './figures/rebases.ts';
export { readRemarks, recordRemarks, type RemarkToRecord } from './remarks/remarks.ts';
export { readWords, recordWords } from './remarks/words.ts';
export { readSeries, toFigure, type Series, type SeriesQuestion } from './figures/series.ts';
export { readNight, type Night, type NightMail, type NightRun } from './deliveries/night.ts';
export { readHeldDeliveries, type HeldDelivery } from './console/held.ts';
export { readLedger, readNotification, type LedgerEntry } from './console/mail.ts';
export { countRuns, recentRuns } from './console/runs.ts';
export { readSourceFreshness, type SourceFreshness } from './console/sources.ts';
export { newestDelivery, newestRun, restatementsOf, type RestatedFigure } from './figures/movement.ts';
export {
  backfilledIndicators,
  finishBackfill,
  isBackfillGoing,
  judgeBackfilled,
  listBackfills,
  pauseBackfill,
  recordBackfilled,
  resumeBackfill,
  startBackfill,
  whileHoldingBackfill,
  type BackfillOnRecord,
  type WantedBackfill,
} from './operators/backfill.ts';
export { acceptDelivery, rejectDelivery } from './operators/deliveries.ts';
export { filesBehind, type FileBehind } from './operators/files-behind.ts';
export { byCause, listFailedJobs, type Cause, type FailedJob } from './operators/failed.ts';
export { correctedAmong } from './operators/superseded.ts';
export { readJobs, type AttemptOnRecord, type JobOnRecord } from './operators/jobs.ts';
export {
  countFindings,
  filesThatMatter,
  readFindings,
  type FindingRow,
  type FindingsChoice,
} from './operators/findings.ts';
export { closeNotices, openNotice, readOpenNotices, sameContentSince, type Notice } from './deliveries/notices.ts';
export { keepCorrections, readCorrections } from './quarantine/corrections.ts';
export {
  holdLandedFiles,
  purgeLandedFiles,
  removePurged,
  type Purge,
  type RetentionRule,
} from './quarantine/retention.ts';
export { lastErasures, publishedBefore } from './privacy/erasures.ts';
export { erase, eraseAgain, isNothing, remainsOf, type LandedPerson } from './privacy/forget.ts';
export { type Person } from './privacy/people.ts';
export {
  leaveOutPurged,
  purgeFound,
  purgeRecords,
  type FoundRule,
  type PurgedRows,
  type RecordsRule,
} from './privacy/purge.ts';
export { landedContents, type LandedContent, type Remains } from './privacy/remains.ts';
export { rekey, removeLeftovers, type KeySet, type Rekeyed, type Rekeying } from './privacy/rekey.ts';
export {
  liftRestriction,
  restrict,
  restrictedAmong,
  restrictionsInForce,
  type Restriction,
} from './privacy/restricted.ts';
export { openKey, sealKey } from './privacy/sealed-key.ts';
export {
  erasedPeople,
  holdOffErasures,
  readTombstones,
  type ErasedPeople,
  type Tombstone,
} from './privacy/tombstones.ts';
export { overtakenList, settleFindings, startQuarantineReplay } from './quarantine/replay.ts';
export {
  groupQuarantine,
  quarantinedRecords,
  readQuarantine,
  recordExport,
  type QuarantinedRow,
  type QuarantineGroup,
} from './quarantine/rows.ts';
export { landedFileOf, standingFiles, type StandingFile } from './quarantine/standing.ts';
export { idsBeginningWith, newestDeliveryFor, type Named } from './operators/ids.ts';
export { confirmNotification, resendNotification } from './operators/mail.ts';
export {
  measureAuthority,
  measureWork,
  type AuthorityMeasures,
  type FailedMeasure,
  type RunMeasure,
  type StageMeasure,
  type WorkMeasures,
} from './operators/measures.ts';
export {
  carryOut,
  planReplay,
  type LeftAlone,
  type ReplayChoice,
  type ReplayedJob,
  type ReplayPlan,
  type SetGoing,
} from './operators/replay.ts';
export { mappingOfReplay, onlyMappingFailures } from './operators/replay-mapping.ts';
export { dispatchReplays } from './operators/replay-turns.ts';
export {
  abortReplay,
  isReplayGoing,
  listReplays,
  startReplay,
  type ReplayOnRecord,
  type WantedReplay,
} from './operators/replays.ts';
export {
  endRehearsed,
  figuresPublishedHere,
  nextStageOf,
  runBehind,
  sourceOfSlot,
  tryOut,
  type PublishedFigure,
  type RunBehind,
  type StageToRehearse,
} from './operators/rehearsal.ts';
export { undone } from './undone.ts';
export { knowledgeOf, listVersions, type Knowledge } from './operators/snapshots.ts';
export {
  deliveredLists,
  newestDeliveries,
  openWork,
  waitingDigest,
  type DeliveredList,
  type OpenWork,
} from './operators/status.ts';
export { recordAudit, Refused, type OperatorsWord } from './operators/word.ts';
export {
  figuresOf,
  keepReporting,
  keepReportingUnlessKept,
  type Judging,
  type StandingFigure,
} from './reporting/standing.ts';
export { addReader, listReaders, removeReader, type Reader } from './reporting/readers.ts';
export { readQuality, type ListQuality, type RuleCount } from './reporting/quality.ts';
export {
  benchmarksFor,
  type BenchmarkChoice,
  type ChosenNeighbours,
  type ComparedAuthority,
} from './benchmarks/compared.ts';
export { readBenchmarks } from './benchmarks/in-words.ts';
export {
  benchmarksLoadedBy,
  lastBenchmarkLook,
  readBenchmarkFindings,
  type BenchmarkFile,
  type BenchmarkFindingRow,
  type BenchmarkLook,
} from './benchmarks/loads.ts';
export { isKnownBenchmark, recordBenchmarks, type ReadBenchmarkFile } from './benchmarks/releases.ts';
export { comparedFigures, keepBenchmarks, type StandingBenchmark } from './reporting/benchmarks.ts';
export { readOwed, readReportedBy } from './figures/owed.ts';
export { standingReported, type FormSources, type ReportedFigure } from './figures/reported.ts';
