CREATE SCHEMA "identity";
--> statement-breakpoint
CREATE TABLE "vigil"."calendar" (
	"number" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "vigil"."calendar_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"version" text NOT NULL,
	"division" text NOT NULL,
	"from" date NOT NULL,
	"to" date NOT NULL,
	"holidays" jsonb NOT NULL,
	"source" text NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	"sha256" text,
	"actor" text,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_version_unique" UNIQUE("version")
);
--> statement-breakpoint
CREATE TABLE "vigil"."computation" (
	"authority" text NOT NULL,
	"indicator" text NOT NULL,
	"as_at" date NOT NULL,
	"inputs" text NOT NULL,
	"definition" text NOT NULL,
	"periods" jsonb NOT NULL,
	"computed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "computation_authority_indicator_as_at_pk" PRIMARY KEY("authority","indicator","as_at")
);
--> statement-breakpoint
CREATE TABLE "identity"."block" (
	"authority" text NOT NULL,
	"block" uuid NOT NULL,
	"identities" "bytea" NOT NULL,
	"pseudonyms" uuid[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "block_authority_block_pk" PRIMARY KEY("authority","block")
);
--> statement-breakpoint
CREATE TABLE "vigil"."definition" (
	"authority" text NOT NULL,
	"indicator" text NOT NULL,
	"code" text,
	"title" text NOT NULL,
	"heading" text NOT NULL,
	"section" text NOT NULL,
	"service" text,
	"meaning" text NOT NULL,
	"unit" text NOT NULL,
	"decimals" integer NOT NULL,
	"polarity" text NOT NULL,
	"measure" text,
	"lists" text NOT NULL,
	"rolling" boolean NOT NULL,
	"small_cohort" integer NOT NULL,
	"companion_of" text,
	"origin" text NOT NULL,
	"settle_working_days" integer NOT NULL,
	"definition_version" integer NOT NULL,
	CONSTRAINT "definition_authority_indicator_pk" PRIMARY KEY("authority","indicator")
);
--> statement-breakpoint
CREATE TABLE "vigil"."reader" (
	"login" text NOT NULL,
	"authority" text NOT NULL,
	"made" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reader_login_authority_pk" PRIMARY KEY("login","authority")
);
--> statement-breakpoint
CREATE TABLE "vigil"."reporting_digest" (
	"authority" text NOT NULL,
	"place" text NOT NULL,
	"indicator" text NOT NULL,
	"digest" text NOT NULL,
	CONSTRAINT "reporting_digest_authority_place_indicator_pk" PRIMARY KEY("authority","place","indicator")
);
--> statement-breakpoint
CREATE TABLE "vigil"."standing_benchmark" (
	"authority" text NOT NULL,
	"indicator" text NOT NULL,
	"compared_with" text NOT NULL,
	"name" text NOT NULL,
	"value" numeric,
	"withheld" text,
	"year" integer NOT NULL,
	"year_name" text NOT NULL,
	"source_table" text NOT NULL,
	"release" text NOT NULL,
	"monthly" boolean NOT NULL,
	"edition" text,
	"neighbours_counted" integer,
	"neighbours_all" integer,
	"older" boolean NOT NULL,
	"mixed_years" boolean NOT NULL,
	"difference" text NOT NULL,
	CONSTRAINT "standing_benchmark_authority_indicator_compared_with_pk" PRIMARY KEY("authority","indicator","compared_with")
);
--> statement-breakpoint
CREATE TABLE "vigil"."standing_figure" (
	"authority" text NOT NULL,
	"indicator" text NOT NULL,
	"period" text NOT NULL,
	"member" text,
	"origin" text NOT NULL,
	"numerator" numeric,
	"denominator" numeric,
	"value" numeric,
	"text" text,
	"status" text NOT NULL,
	"target_comparator" text,
	"target" numeric,
	"target_in_words" text,
	"year_to_date" numeric,
	"rag" text NOT NULL,
	"change" numeric,
	"change_verdict" text,
	"version" integer NOT NULL,
	"as_at" date NOT NULL,
	"definition_version" integer NOT NULL,
	"reason" text,
	"quarantined_share" numeric,
	CONSTRAINT "standing_figure_once" UNIQUE NULLS NOT DISTINCT("authority","indicator","period","member")
);
--> statement-breakpoint
CREATE TABLE "vigil"."rebase" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "vigil"."rebase_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"authority" text NOT NULL,
	"indicator" text NOT NULL,
	"member" text,
	"period" text NOT NULL,
	"withdrawn" boolean NOT NULL,
	"actor" text NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vigil"."benchmark_file" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authority" text NOT NULL,
	"name" text NOT NULL,
	"sha256" text NOT NULL,
	"reading" integer NOT NULL,
	"kind" text NOT NULL,
	"table" text,
	"release" text,
	"years" integer[] DEFAULT '{}' NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"slot" uuid NOT NULL,
	"seen_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "benchmark_file_once" UNIQUE("authority","sha256","reading")
);
--> statement-breakpoint
CREATE TABLE "vigil"."benchmark_finding" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authority" text NOT NULL,
	"file" uuid NOT NULL,
	"rule" text NOT NULL,
	"severity" text NOT NULL,
	"line" integer,
	"column" text,
	"value" text,
	"message" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vigil"."benchmark_neighbours" (
	"authority" text NOT NULL,
	"file" uuid NOT NULL,
	"code" text NOT NULL,
	"neighbours" jsonb NOT NULL,
	CONSTRAINT "benchmark_neighbours_file_code_pk" PRIMARY KEY("file","code")
);
--> statement-breakpoint
CREATE TABLE "vigil"."benchmark_row" (
	"authority" text NOT NULL,
	"file" uuid NOT NULL,
	"year" integer NOT NULL,
	"level" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"region" text,
	"values" jsonb NOT NULL,
	CONSTRAINT "benchmark_row_file_year_level_code_pk" PRIMARY KEY("file","year","level","code")
);
--> statement-breakpoint
CREATE TABLE "vigil"."judgement" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "vigil"."judgement_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"authority" text NOT NULL,
	"indicator" text NOT NULL,
	"period" text NOT NULL,
	"place" text,
	"reason" text NOT NULL,
	"actor" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "vigil"."authority" ADD COLUMN "judged_by" text;--> statement-breakpoint
ALTER TABLE "vigil"."file" ADD COLUMN "columns" text[];--> statement-breakpoint
ALTER TABLE "vigil"."file" ADD COLUMN "changed" date[];--> statement-breakpoint
ALTER TABLE "vigil"."run" ADD COLUMN "computed_indicators" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "vigil"."run" ADD COLUMN "reused_indicators" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "vigil"."snapshot" ADD COLUMN "differs_from" integer;--> statement-breakpoint
ALTER TABLE "vigil"."snapshot" ADD COLUMN "after_settling" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "rebase_series" ON "vigil"."rebase" USING btree ("authority","indicator","period");--> statement-breakpoint
CREATE INDEX "benchmark_file_slot" ON "vigil"."benchmark_file" USING btree ("slot");--> statement-breakpoint
CREATE INDEX "benchmark_finding_file" ON "vigil"."benchmark_finding" USING btree ("file");--> statement-breakpoint
CREATE INDEX "judgement_period" ON "vigil"."judgement" USING btree ("authority","period","indicator");--> statement-breakpoint
CREATE INDEX "working_day_ordinal" ON "vigil"."working_day" USING btree ("calendar","ordinal") WHERE "vigil"."working_day"."working";--> statement-breakpoint
CREATE INDEX "assessments_open" ON "records"."assessments" USING btree ("authority") WHERE "authorisation_date" is null;--> statement-breakpoint
CREATE INDEX "contacts_open" ON "records"."contacts" USING btree ("authority") WHERE "date_of_decision" is null;--> statement-breakpoint
CREATE INDEX "section_47_enquiries_open" ON "records"."section_47_enquiries" USING btree ("authority") WHERE "conference_date" is null;