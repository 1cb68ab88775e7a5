"""Piccolo's view of this domain."""

from piccolo.conf.apps import AppConfig

from ehrenamtskarte.awards import tables
from ehrenamtskarte.core.migrations import folder

APP_CONFIG = AppConfig(
    app_name="awards",
    migrations_folder_path=folder("awards"),
    table_classes=[
        tables.AwardCall,
        tables.CallPhase,
        tables.AwardCategory,
        tables.AwardEntry,
        tables.EntryMember,
        tables.ConsentLink,
        tables.EntryFile,
        tables.JuryRound,
        tables.JuryCriterion,
        tables.Juror,
        tables.RoundJuror,
        tables.Judgement,
        tables.JudgementScore,
        tables.JuryMeeting,
        tables.VoteRequest,
        tables.VoteExclusion,
        tables.Vote,
        tables.AwardLaureate,
        tables.MonthlyEngagement,
    ],
    migration_dependencies=[
        "ehrenamtskarte.companies.piccolo_app",
        "ehrenamtskarte.organisations.piccolo_app",
    ],
)
