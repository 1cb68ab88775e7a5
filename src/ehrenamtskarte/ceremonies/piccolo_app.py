"""Piccolo's view of this domain."""

from piccolo.conf.apps import AppConfig

from ehrenamtskarte.ceremonies import tables
from ehrenamtskarte.core.migrations import folder

APP_CONFIG = AppConfig(
    app_name="ceremonies",
    migrations_folder_path=folder("ceremonies"),
    table_classes=[
        tables.Series,
        tables.Ceremony,
        tables.ProgrammeItem,
        tables.Door,
        tables.GuestGroup,
        tables.Guest,
        tables.Attendee,
        tables.InvitationLink,
        tables.CeremonyRun,
        tables.SeatRoom,
        tables.SeatBlock,
        tables.Seat,
        tables.SeatWish,
        tables.Ticket,
        tables.DoorDevice,
        tables.Admission,
        tables.Laureate,
        tables.CeremonyCompany,
        tables.Stage,
        tables.CeremonyPhoto,
        tables.PhotoPerson,
        tables.SurveyAnswer,
    ],
    migration_dependencies=[
        "ehrenamtskarte.companies.piccolo_app",
        "ehrenamtskarte.organisations.piccolo_app",
        "ehrenamtskarte.cards.piccolo_app",
    ],
)
