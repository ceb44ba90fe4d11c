"""The codes of mistakes in settings and on the command line."""

from __future__ import annotations

from ruleck.explain.codes import Code

CODES: tuple[Code, ...] = (
    Code(
        "setting",
        "a setting of another type than it takes",
        "The message says what it takes. Settings stand in ruleck.toml, or in pyproject.toml under [tool.ruleck].",
        'rules = "rules"',
        'rules = ["rules"]',
        "settings",
    ),
    Code(
        "unknown-setting",
        "a setting that there is none of",
        "A setting that nobody reads would be trusted for nothing.",
        "aproximation = 5",
        "approximation = 5",
        "settings",
    ),
    Code(
        "malformed-settings",
        "settings that cannot be read",
        "ruleck.toml is written in TOML: `name = value`, text in quote marks, lists in [ ].",
        "rules = [rules]",
        'rules = ["rules"]',
        "settings",
    ),
    Code(
        "call",
        "a command that is called another way",
        "`ruleck COMMAND --help` shows how.",
        "ruleck check --strictly",
        "ruleck check stories",
        "call",
    ),
    Code(
        "no-such-file",
        "a file or folder that is not there",
        "Paths are taken from the folder that you are in.",
        "ruleck check storys",
        "ruleck check stories",
        "call",
    ),
    Code(
        "no-story",
        "no document to check",
        "A folder gives its files that end in .facts.yaml, .facts.yml, .facts.json and .facts.jsonl. Others have to "
        "be named.",
        "ruleck check notes",
        "ruleck check stories",
        "call",
    ),
    Code(
        "excluded",
        "nothing but documents that are left out",
        "`exclude` leaves out what folders hold, and with `force_exclude` what is named, too. A call that names only "
        "such files is fine: a commit of them goes through.",
        "ruleck check stories/example.facts.yaml --exclude stories/ --force-exclude",
        "ruleck check stories/example.facts.yaml --exclude stories/",
        "call",
    ),
    Code(
        "no-rule",
        "no rule to check by",
        "Rules are taken from what `--rules` and `-e` name, else from ruleck.toml, else from the project's rules/ "
        "folder, else from those that ship with ruleck.",
        "ruleck check stories --rules lists",
        "ruleck check stories --rules rules",
        "call",
    ),
    Code(
        "no-such-rule",
        "a name that no rule has",
        "`ruleck rules` lists the rules that a check would use here, with their tags; where rules are selected, a name "
        "may also be that of a tag or a pack, with `*` for other letters.",
        "ruleck explain quotes-name-the-speaker",
        "ruleck explain quotes-name-a-speaker",
        "call",
    ),
    Code(
        "nothing-selected",
        "a selection that leaves no rule",
        "What is ignored is left out whatever is selected, on the command line and in the settings.",
        "ruleck check stories --ignore *",
        "ruleck check stories",
        "call",
    ),
    Code(
        "no-such-pack",
        "a name that none of the packs has that ship with ruleck",
        "Packs of your own are rule files: name them under `rules`.",
        "ruleck check stories --packs atribution",
        "ruleck check stories --packs attribution",
        "call",
    ),
    Code(
        "no-such-lint",
        "a code that no lint has",
        "Lints have codes such as R101; `ruleck explain R101` says what one of them finds.",
        "ruleck lint rules --ignore R999",
        "ruleck lint rules --ignore R101",
        "call",
    ),
    Code(
        "file-there",
        "a file that would be written over",
        "Nothing that you have written is lost: a draft goes into a new file, or is merged into the one that is there.",
        "ruleck draft stories/example.txt -o ruleck.toml",
        "ruleck draft stories/example.txt -o bridge.facts.yaml",
        "call",
    ),
    Code(
        "not-a-draft",
        "facts that a draft cannot be merged into",
        "A later version of a story is merged line by line, so the facts have to be YAML, with a line for each kind.",
        "ruleck draft stories/example.txt --update notes/readme.txt",
        "ruleck draft stories/example.txt --update stories/example.facts.yaml",
        "call",
    ),
    Code(
        "unmergeable",
        "facts that a merge would change",
        "What you have written stays as it is, and where that cannot be, nothing is written.",
        "",
        "",
        "call",
    ),
    Code("unwritable", "a file that cannot be written", "The system's own reason is told with it.", "", "", "call"),
    Code("unreadable", "a file that cannot be opened", "The system's own reason is told with it.", "", "", "call"),
    Code(
        "partial",
        "a report that does not speak of all stories",
        "The run was ended, by Ctrl-C or by the system, before all stories were checked. What is told is so; what is "
        "not told was perhaps not looked at. Check again.",
        "",
        "",
        "call",
    ),
    Code(
        "bug",
        "a failure of ruleck's own",
        "Nothing that is written in a rule or a document may make ruleck fail: please report it. With "
        "RULECK_DEBUG=1 in the environment the details are told.",
        "",
        "",
        "call",
    ),
)
