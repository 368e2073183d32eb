CREATE SCHEMA "staging";
--> statement-breakpoint
CREATE SCHEMA "vigil";
--> statement-breakpoint
CREATE SCHEMA "records";
--> statement-breakpoint
CREATE TABLE "vigil"."audit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "vigil"."audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"authority" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"reason" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vigil"."authority" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vigil"."installation" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"key_id" text NOT NULL,
	"check_value" text NOT NULL,
	"as_at_functions" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "installation_one" CHECK ("vigil"."installation"."one")
);
--> statement-breakpoint
CREATE TABLE "vigil"."worker" (
	"number" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "vigil"."worker_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vigil"."working_day" (
	"calendar" text NOT NULL,
	"date" date NOT NULL,
	"ordinal" integer NOT NULL,
	"working" boolean NOT NULL,
	CONSTRAINT "working_day_calendar_date_pk" PRIMARY KEY("calendar","date")
);
--> statement-breakpoint
CREATE TABLE "vigil"."delivery" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authority" text NOT NULL,
	"source" text NOT NULL,
	"as_at" date NOT NULL,
	"location" text NOT NULL,
	"fingerprint" text NOT NULL,
	"content" text,
	"state" text DEFAULT 'found' NOT NULL,
	"held_because" text,
	"accepted" boolean DEFAULT false NOT NULL,
	"ignored" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "delivery_once" UNIQUE("authority","source","as_at","fingerprint","location")
);
--> statement-breakpoint
CREATE TABLE "vigil"."file" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authority" text NOT NULL,
	"delivery" uuid NOT NULL,
	"name" text NOT NULL,
	"list" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"address" text NOT NULL,
	"claimed_rows" integer,
	"coverage" jsonb NOT NULL,
	"state" text NOT NULL,
	"encoding" text,
	"read" integer DEFAULT 0 NOT NULL,
	"accepted" integer DEFAULT 0 NOT NULL,
	"quarantined" integer DEFAULT 0 NOT NULL,
	"duplicates" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"staging" text,
	CONSTRAINT "file_once" UNIQUE("delivery","list")
);
--> statement-breakpoint
CREATE TABLE "vigil"."finding" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "vigil"."finding_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"authority" text NOT NULL,
	"run" uuid NOT NULL,
	"file" uuid NOT NULL,
	"as_at" date NOT NULL,
	"list" text NOT NULL,
	"file_name" text NOT NULL,
	"record" integer,
	"line" integer,
	"column" text,
	"rule" text NOT NULL,
	"severity" text NOT NULL,
	"rejected" boolean NOT NULL,
	"value" text,
	"message" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vigil"."quarantine" (
	"authority" text NOT NULL,
	"file" uuid NOT NULL,
	"record" integer NOT NULL,
	"line" integer NOT NULL,
	"row" "bytea" NOT NULL,
	CONSTRAINT "quarantine_file_record_pk" PRIMARY KEY("file","record")
);
--> statement-breakpoint
CREATE TABLE "vigil"."slot" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authority" text NOT NULL,
	"source" text NOT NULL,
	"kind" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"expected_by" timestamp with time zone,
	"location" text,
	"as_at" date,
	"late" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"missed_at" timestamp with time zone,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"requested_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "vigil"."source" (
	"authority" text NOT NULL,
	"id" text NOT NULL,
	"scheduled_from" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "source_authority_id_pk" PRIMARY KEY("authority","id")
);
--> statement-breakpoint
CREATE TABLE "vigil"."attempt" (
	"stage" uuid NOT NULL,
	"fence" integer NOT NULL,
	"authority" text NOT NULL,
	"worker" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone DEFAULT now() NOT NULL,
	"outcome" text NOT NULL,
	"kind" text,
	"message" text,
	"advice" text,
	"fingerprint" text,
	CONSTRAINT "attempt_stage_fence_pk" PRIMARY KEY("stage","fence")
);
--> statement-breakpoint
CREATE TABLE "vigil"."outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "vigil"."outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"authority" text NOT NULL,
	"stage" uuid NOT NULL,
	"name" text NOT NULL,
	"dispatch" integer NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbox_once" UNIQUE("stage","dispatch")
);
--> statement-breakpoint
CREATE TABLE "vigil"."run" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authority" text NOT NULL,
	"source" text NOT NULL,
	"slot" uuid NOT NULL,
	"delivery" uuid NOT NULL,
	"as_at" date NOT NULL,
	"late" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"new_figures" integer DEFAULT 0 NOT NULL,
	"restated_figures" integer DEFAULT 0 NOT NULL,
	"unchanged_figures" integer DEFAULT 0 NOT NULL,
	"alerts_opened" integer DEFAULT 0 NOT NULL,
	"alerts_continuing" integer DEFAULT 0 NOT NULL,
	"alerts_recovered" integer DEFAULT 0 NOT NULL,
	"evaluated_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "vigil"."stage" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authority" text NOT NULL,
	"slot" uuid NOT NULL,
	"run" uuid,
	"name" text NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text DEFAULT 'due' NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"dispatch" integer DEFAULT 1 NOT NULL,
	"dispatched_at" timestamp with time zone,
	"fence" integer DEFAULT 0 NOT NULL,
	"worker" integer,
	"lease_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "stage_once" UNIQUE NULLS NOT DISTINCT("slot","run","name","subject")
);
--> statement-breakpoint
CREATE TABLE "vigil"."alert" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authority" text NOT NULL,
	"indicator" text NOT NULL,
	"member" text,
	"rule" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"opened_period" text NOT NULL,
	"last_period" text NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recovered_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "vigil"."alert_event" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authority" text NOT NULL,
	"alert" uuid NOT NULL,
	"kind" text NOT NULL,
	"period" text NOT NULL,
	"reason" text NOT NULL,
	"run" uuid NOT NULL,
	"told_in" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "alert_event_once" UNIQUE("alert","kind","period")
);
--> statement-breakpoint
CREATE TABLE "vigil"."notification" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authority" text NOT NULL,
	"run" uuid NOT NULL,
	"recipient" text NOT NULL,
	"message_id" text NOT NULL,
	"sender" text NOT NULL,
	"reply_to" text,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text NOT NULL,
	"headers" jsonb NOT NULL,
	"state" text DEFAULT 'prepared' NOT NULL,
	"fence" integer,
	"response" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sending_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	CONSTRAINT "notification_message_id_unique" UNIQUE("message_id"),
	CONSTRAINT "notification_once" UNIQUE("authority","run","recipient")
);
--> statement-breakpoint
CREATE TABLE "vigil"."snapshot" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"authority" text NOT NULL,
	"indicator" text NOT NULL,
	"period" text NOT NULL,
	"member" text,
	"origin" text NOT NULL,
	"as_at" date NOT NULL,
	"version" integer NOT NULL,
	"numerator" numeric,
	"denominator" numeric,
	"value" numeric,
	"text" text,
	"definition_version" integer NOT NULL,
	"calendar_version" text NOT NULL,
	"population_year" integer,
	"deliveries" jsonb NOT NULL,
	"quarantined_share" numeric,
	"reason" text,
	"run" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "snapshot_version" UNIQUE NULLS NOT DISTINCT("authority","indicator","period","member","origin","version")
);
--> statement-breakpoint
CREATE TABLE "records"."assessments" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"child" uuid,
	"start_date" date,
	"authorisation_date" date,
	"support_required" boolean,
	CONSTRAINT "assessments_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."child_protection_plans" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"child" uuid,
	"start_date" date,
	"end_date" date,
	"temporary_from_other_authority" boolean,
	CONSTRAINT "child_protection_plans_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."child_protection_visits" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"child" uuid,
	"visit_date" date,
	"child_seen" boolean,
	CONSTRAINT "child_protection_visits_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."contacts" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"child" uuid,
	"date_of_contact" date,
	"contact_source" text,
	"date_of_decision" date,
	"contact_outcome" text,
	CONSTRAINT "contacts_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."reported_figures" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"indicator" text,
	"period" text,
	"value" numeric,
	"value_text" text,
	"numerator" numeric,
	"denominator" numeric,
	"member" text,
	"source" text,
	"note" text,
	CONSTRAINT "reported_figures_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE TABLE "records"."section_47_enquiries" (
	"authority" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"digest" uuid NOT NULL,
	"child" uuid,
	"strategy_discussion_date" date,
	"conference_unnecessary" boolean,
	"conference_date" date,
	"transfer_in" boolean,
	CONSTRAINT "section_47_enquiries_authority_source_id_record_valid_from_pk" PRIMARY KEY("authority","source_id","record","valid_from")
);
--> statement-breakpoint
CREATE INDEX "audit_authority_at" ON "vigil"."audit" USING btree ("authority","at");--> statement-breakpoint
CREATE INDEX "delivery_published" ON "vigil"."delivery" USING btree ("authority","source","as_at") WHERE "vigil"."delivery"."state" = 'published';--> statement-breakpoint
CREATE INDEX "file_list" ON "vigil"."file" USING btree ("authority","list");--> statement-breakpoint
CREATE INDEX "finding_run" ON "vigil"."finding" USING btree ("authority","run");--> statement-breakpoint
CREATE INDEX "finding_file" ON "vigil"."finding" USING btree ("file");--> statement-breakpoint
CREATE UNIQUE INDEX "slot_once" ON "vigil"."slot" USING btree ("authority","source","due_at") WHERE "vigil"."slot"."kind" = 'scheduled';--> statement-breakpoint
CREATE INDEX "slot_open" ON "vigil"."slot" USING btree ("authority","source") WHERE "vigil"."slot"."state" = 'open';--> statement-breakpoint
CREATE INDEX "outbox_due" ON "vigil"."outbox" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "run_slot" ON "vigil"."run" USING btree ("slot");--> statement-breakpoint
CREATE INDEX "run_authority" ON "vigil"."run" USING btree ("authority","created_at");--> statement-breakpoint
CREATE INDEX "stage_open" ON "vigil"."stage" USING btree ("state","due_at") WHERE "vigil"."stage"."state" in ('due', 'running');--> statement-breakpoint
CREATE INDEX "stage_failed" ON "vigil"."stage" USING btree ("authority") WHERE "vigil"."stage"."state" = 'failed';--> statement-breakpoint
CREATE UNIQUE INDEX "alert_open" ON "vigil"."alert" USING btree ("authority","indicator",coalesce("member", ''),"rule") WHERE "vigil"."alert"."state" = 'open';--> statement-breakpoint
CREATE INDEX "alert_event_untold" ON "vigil"."alert_event" USING btree ("authority") WHERE "vigil"."alert_event"."told_in" is null;--> statement-breakpoint
CREATE INDEX "notification_state" ON "vigil"."notification" USING btree ("authority","state");--> statement-breakpoint
CREATE INDEX "snapshot_as_at" ON "vigil"."snapshot" USING btree ("authority","as_at");--> statement-breakpoint
CREATE INDEX "assessments_standing" ON "records"."assessments" USING btree ("authority","valid_from","valid_to");--> statement-breakpoint
CREATE INDEX "child_protection_plans_standing" ON "records"."child_protection_plans" USING btree ("authority","valid_from","valid_to");--> statement-breakpoint
CREATE INDEX "child_protection_visits_standing" ON "records"."child_protection_visits" USING btree ("authority","valid_from","valid_to");--> statement-breakpoint
CREATE INDEX "contacts_standing" ON "records"."contacts" USING btree ("authority","valid_from","valid_to");--> statement-breakpoint
CREATE INDEX "reported_figures_standing" ON "records"."reported_figures" USING btree ("authority","valid_from","valid_to");--> statement-breakpoint
CREATE INDEX "section_47_enquiries_standing" ON "records"."section_47_enquiries" USING btree ("authority","valid_from","valid_to");