CREATE TABLE "vigil"."correction" (
	"authority" text NOT NULL,
	"source" text NOT NULL,
	"as_at" date NOT NULL,
	"list" text NOT NULL,
	"sha256" text NOT NULL,
	"record" integer NOT NULL,
	"row" "bytea" NOT NULL,
	"actor" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "correction_authority_source_as_at_list_sha256_record_pk" PRIMARY KEY("authority","source","as_at","list","sha256","record")
);
--> statement-breakpoint
CREATE TABLE "records"."absences" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"worker" uuid,
	"first_day" date,
	"last_day" date,
	"working_days_lost" numeric,
	CONSTRAINT "absences_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."adopters" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"adopter" uuid,
	"enquiry_date" date,
	"stage_1_start_date" date,
	"stage_1_end_date" date,
	"stage_2_start_date" date,
	"stage_2_end_date" date,
	"application_date" date,
	"approval_date" date,
	"matching_date" date,
	"placed_date" date,
	"order_date" date,
	"leaving_date" date,
	CONSTRAINT "adopters_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."adoptions" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"child" uuid,
	"gender" text,
	"date_of_birth" date,
	"entered_care_date" date,
	"decision_date" date,
	"placed_date" date,
	"order_date" date,
	CONSTRAINT "adoptions_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."audits" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"audit" uuid,
	"team" text,
	"due_date" date,
	"completed_date" date,
	"grade" text,
	CONSTRAINT "audits_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."care_leavers" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"child" uuid,
	"gender" text,
	"date_of_birth" date,
	"allocated_team" text,
	"in_touch" text,
	"accommodation_type" text,
	"accommodation_suitability" text,
	"activity_status" text,
	CONSTRAINT "care_leavers_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."child_protection_reviews" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"child" uuid,
	"review_date" date,
	"due_date" date,
	CONSTRAINT "child_protection_reviews_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."children_in_need" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"child" uuid,
	"gender" text,
	"date_of_birth" date,
	"start_date" date,
	"closure_date" date,
	"case_status" text,
	"allocated_team" text,
	CONSTRAINT "children_in_need_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."children_looked_after" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"child" uuid,
	"gender" text,
	"date_of_birth" date,
	"uasc" boolean,
	"start_date" date,
	"legal_status" text,
	"end_date" date,
	"reason_ceased" text,
	"visiting_frequency" integer,
	"allocated_team" text,
	CONSTRAINT "children_looked_after_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."early_help_assessments" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"child" uuid,
	"gender" text,
	"date_of_birth" date,
	"start_date" date,
	"completion_date" date,
	CONSTRAINT "early_help_assessments_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."foster_carers" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"household" uuid,
	"household_type" text,
	"date_approved" date,
	"date_ceased" date,
	CONSTRAINT "foster_carers_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."looked_after_reviews" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"child" uuid,
	"review_date" date,
	"due_date" date,
	"review_number" integer,
	"permanence_plan_recorded" boolean,
	CONSTRAINT "looked_after_reviews_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."looked_after_visits" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"child" uuid,
	"visit_date" date,
	CONSTRAINT "looked_after_visits_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."missing_episodes" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"child" uuid,
	"missing_start" date,
	"missing_end" date,
	"return_interview_offered" boolean,
	"return_interview_date" date,
	CONSTRAINT "missing_episodes_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."placements" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"child" uuid,
	"placement_type" text,
	"placement_provider" text,
	"start_date" date,
	"end_date" date,
	CONSTRAINT "placements_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."plans" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"child" uuid,
	"plan_type" text,
	"date_authorised" date,
	"date_ended" date,
	CONSTRAINT "plans_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."referrals" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"child" uuid,
	"gender" text,
	"date_of_birth" date,
	"date_of_referral" date,
	"referral_source" text,
	"no_further_action" boolean,
	"allocated_team" text,
	CONSTRAINT "referrals_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."staff" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"worker" uuid,
	"team" text,
	"fte" numeric,
	"agency" boolean,
	"start_date" date,
	"end_date" date,
	CONSTRAINT "staff_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "vigil"."notice" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authority" text NOT NULL,
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"list" text DEFAULT '' NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"until" timestamp with time zone,
	"words" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "records"."assessments_standing";--> statement-breakpoint
DROP INDEX "records"."child_protection_plans_standing";--> statement-breakpoint
DROP INDEX "records"."child_protection_visits_standing";--> statement-breakpoint
DROP INDEX "records"."contacts_standing";--> statement-breakpoint
DROP INDEX "records"."reported_figures_standing";--> statement-breakpoint
DROP INDEX "records"."section_47_enquiries_standing";--> statement-breakpoint
ALTER TABLE "vigil"."delivery" ADD COLUMN "replay_of" uuid;--> statement-breakpoint
ALTER TABLE "vigil"."file" ADD COLUMN "sheet" text;--> statement-breakpoint
ALTER TABLE "vigil"."file" ADD COLUMN "base" uuid;--> statement-breakpoint
ALTER TABLE "vigil"."file" ADD COLUMN "reading" text;--> statement-breakpoint
ALTER TABLE "vigil"."file" ADD COLUMN "unsettled" integer[];--> statement-breakpoint
ALTER TABLE "vigil"."file" ADD COLUMN "purged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "vigil"."finding" ADD COLUMN "settled_by" uuid;--> statement-breakpoint
ALTER TABLE "records"."assessments" ADD COLUMN "gender" text;--> statement-breakpoint
ALTER TABLE "records"."assessments" ADD COLUMN "date_of_birth" date;--> statement-breakpoint
ALTER TABLE "records"."assessments" ADD COLUMN "allocated_team" text;--> statement-breakpoint
ALTER TABLE "records"."child_protection_plans" ADD COLUMN "gender" text;--> statement-breakpoint
ALTER TABLE "records"."child_protection_plans" ADD COLUMN "date_of_birth" date;--> statement-breakpoint
ALTER TABLE "records"."child_protection_plans" ADD COLUMN "previous_plans" integer;--> statement-breakpoint
ALTER TABLE "records"."child_protection_plans" ADD COLUMN "allocated_team" text;--> statement-breakpoint
ALTER TABLE "records"."child_protection_visits" ADD COLUMN "child_seen_alone" boolean;--> statement-breakpoint
ALTER TABLE "records"."contacts" ADD COLUMN "gender" text;--> statement-breakpoint
ALTER TABLE "records"."contacts" ADD COLUMN "date_of_birth" date;--> statement-breakpoint
ALTER TABLE "records"."section_47_enquiries" ADD COLUMN "gender" text;--> statement-breakpoint
ALTER TABLE "records"."section_47_enquiries" ADD COLUMN "date_of_birth" date;--> statement-breakpoint
ALTER TABLE "records"."section_47_enquiries" ADD COLUMN "allocated_team" text;--> statement-breakpoint
CREATE UNIQUE INDEX "notice_open" ON "vigil"."notice" USING btree ("authority","source","kind","list") WHERE "vigil"."notice"."until" is null;--> statement-breakpoint
CREATE INDEX "notice_since" ON "vigil"."notice" USING btree ("authority","since");