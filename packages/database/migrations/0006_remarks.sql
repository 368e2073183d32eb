CREATE TABLE "vigil"."remark" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "vigil"."remark_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"authority" text NOT NULL,
	"period" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"indicators" text[] NOT NULL,
	"place" text,
	"text" text NOT NULL,
	"evidence" text,
	"owner" text,
	"due" date,
	"state" text NOT NULL,
	"for_public" boolean NOT NULL,
	"author" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "remark_said" ON "vigil"."remark" USING btree ("authority","period","kind","subject");--> statement-breakpoint
-- By hand (WORDS)
create trigger remark_is_only_added_to
  before update or delete or truncate on vigil.remark
  for each statement execute function vigil.refuse_change('A remark is changed or withdrawn by a later one.');
--> statement-breakpoint
alter table vigil.remark enable always trigger remark_is_only_added_to;
