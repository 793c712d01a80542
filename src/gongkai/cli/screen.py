"""`gongkai screen`: what in files must not go out, and their clean copies."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

from gongkai.cli.choices import Chosen, chosen, lines
from gongkai.cli.files import BOUNDS, expand
from gongkai.cli.progress import progress
from gongkai.cli.refusal import PlainCommand, Refusal
from gongkai.cli.words import LocalWords, read_words
from gongkai.corpus.batch import process
from gongkai.documents.confined import Stopped
from gongkai.documents.errors import DocumentError
from gongkai.documents.opening import open_document
from gongkai.screening.errors import ScreeningError
from gongkai.screening.finding import Ignored, Screening
from gongkai.screening.hidden import masked_name
from gongkai.screening.ignoring import SUFFIX, add_ignored, read_ignored, record_beside
from gongkai.screening.masking import mask_file
from gongkai.screening.page import LEVELS, page
from gongkai.screening.policies import Distinct
from gongkai.screening.preview import preview
from gongkai.screening.profiles import load_profile, shipped_profile
from gongkai.screening.screen import mask_text
from gongkai.screening.screen import screen as screen_document

LOG_SUFFIX = ".对照表.csv"
SUFFIXES = frozenset(
    ".txt .md .csv .html .htm .mht .docx .doc .wps .rtf .odt .pdf .ofd .xlsx .xlsm .xls .xlsb .ods .et"
    " .png .jpg .jpeg .tif .tiff .bmp .gif .webp".split()
)


class Twin(NamedTuple):
    """The place of a file among those of one masked name; `always`: even where its copy keeps its ending."""

    number: int
    always: bool


@dataclass(frozen=True, slots=True)
class Task:
    """One file to screen: how, and where its clean copy and its log go (None: no copy).

    `today` is the day whose law of lists counts where `on` is None; `numbers` tells copies apart that would have one name.
    """

    profile: str
    on: date | None
    copies: dict[Path, Path] = field(default_factory=dict)
    log: Path | None = None
    pictures: bool = False
    chosen: Chosen = field(default_factory=Chosen)
    preview: bool = False
    today: date = date.min
    words: LocalWords = field(default_factory=LocalWords)
    numbers: dict[Path, Twin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `failure` is a sentence, masked; `saved` tells of the clean copy, `preview` of its columns."""

    screening: Screening | None = None
    failure: str | None = None
    saved: tuple[str, ...] = ()
    preview: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 clean, 1 findings, 2 unreadable or not to be masked."""
        if self.failure is not None:
            return 2
        return 0 if self.screening is not None and self.screening.clean else 1


@click.command(cls=PlainCommand)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--profile",
    default="county",
    metavar="P",
    help="遮盖方案：county（默认）、strict 或者一个 TOML 文件。",
)
@click.option(
    "--mask",
    "copy",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="生成干净的副本；多个文件时是文件夹。",
)
@click.option(
    "--log",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help=f"遮盖对照表写到哪里；默认在原文件旁，名为“原文件名{LOG_SUFFIX}”。",
)
@click.option(
    "--preview",
    "shows",
    is_flag=True,
    help="列出每一列遮盖后的样子和依法还可以怎样选，不生成副本。",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="列名=处理",
    help="这一列怎样处理，可以写多次：mask 遮盖、drop 删去、last-four 只留后四位、keep 保留；依法不能选的会说明依据。",
)
@click.option(
    "--policy",
    metavar="NAME",
    help="按哪一种名单的规则，如 social-assistance；默认按标题认定。",
)
@click.option(
    "--apart",
    type=click.Choice([way.value for way in Distinct]),
    help="遮盖后同名的人怎样分清：order 按先后编号，last-digits 加证件号码后四位。",
)
@click.option(
    "--words",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="另加的规范表述词表，可以写多次：本县自己的 TOML 词表，或者签名的更新包（zip）。",
)
@click.option(
    "--words-key",
    "key",
    type=click.Path(path_type=Path),
    metavar="KEY",
    help="核对更新包签名的公钥文件。",
)
@click.option("--json", "form", flag_value="json", help="输出 JSON；多个文件时每个一行。")
@click.option("--html", "form", flag_value="html", help="输出一张可以打印的网页。")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="文件的日期；当时正确的表述不报。",
)
@click.option(
    "--ignore",
    "ignored",
    multiple=True,
    metavar="FINGERPRINT",
    help="确认保留这一项，须同时写明 --by 和 --why。",
)
@click.option("--by", metavar="WHO", help="谁确认保留。")
@click.option("--why", metavar="REASON", help="为什么保留。")
@click.option(
    "--resume",
    "state",
    type=click.Path(path_type=Path),
    metavar="STATE",
    help="进度文件：中断后再运行，已筛查且未改动的文件不再筛查。",
)
@click.option("--pictures", is_flag=True, help="文字中插入的图片也识别，每幅几秒。")
@click.option("--workers", type=click.IntRange(1, 64), help="同时筛查几个文件；默认用全部核心。")
def screen(
    files: tuple[Path, ...],
    profile: str,
    copy: Path | None,
    log: Path | None,
    shows: bool,
    columns: tuple[str, ...],
    policy: str | None,
    apart: str | None,
    words: tuple[Path, ...],
    key: Path | None,
    form: str | None,
    on: datetime | None,
    ignored: tuple[str, ...],
    by: str | None,
    why: str | None,
    state: Path | None,
    pictures: bool,
    workers: int | None,
) -> None:
    """查出文件里的个人信息、密级标志、隐藏内容和不规范表述；--mask 生成遮盖后的副本。

    FILE 可以是文件或文件夹。摘录一律已遮盖；不联网，文件不出本机。

    \b
    例：gongkai screen 名单.xlsx
        gongkai screen 名单.xlsx --mask 名单（公开）.xlsx
        gongkai screen 名单.xlsx --preview
        gongkai screen 名单.xlsx --mask 名单（公开）.xlsx --column 姓名=keep --column 身份证号=drop
        gongkai screen 公开栏目 --mask 副本 --resume 进度.jsonl

    退出码：0 没有发现；1 有发现（已生成副本的也是 1）；2 有文件打不开或者不能生成干净的副本。
    """
    try:
        load_profile(profile)
    except ScreeningError as error:
        raise Refusal(str(error)) from error
    paths = expand(files, _is_wanted)
    if not paths:
        click.echo("没有找到可以筛查的文件。", err=True)
        return
    _record(paths, ignored, by, why)
    local_words = read_words(words, key)
    done = _State(state, profile + local_words.digest, enabled=copy is None and not shows)
    choices = chosen(columns, policy, apart)
    if choices.asked and copy is None and not shows:
        raise Refusal(
            "--column、--policy、--apart 须与 --mask（生成副本）或 --preview（预览）同用。"
        )
    if shows and (form is not None or copy is not None):
        raise Refusal("--preview 只列出来看，不能与 --mask、--json、--html 同用。")
    targets = _copies(files, paths, copy)
    task = Task(
        profile,
        on.date() if on else None,
        targets,
        log,
        pictures,
        choices,
        shows,
        date.today(),  # noqa: DTZ011 - the clerk's own day
        local_words,
        _numbers(targets),
    )
    if log is not None and len(paths) > 1:
        raise Refusal("多个文件时不能用 --log 指定一个对照表；不写 --log 时对照表各在原文件旁。")
    several = len(paths) > 1 or any(path.is_dir() for path in files)
    outcomes: list[Outcome] = []
    waiting = [path for path in paths if done.exit_code(path) is None]
    worst = max((done.exit_code(path) or 0 for path in paths), default=0)
    if len(waiting) < len(paths):
        click.echo(f"接着上次：{len(paths) - len(waiting)} 个文件已筛查且未改动。", err=True)
    results = process(
        waiting,
        partial(screen_one, task=task),
        lost=lost,
        stopped=stopped,
        workers=1 if len(waiting) < 2 else workers,
        bounds=BOUNDS,
    )
    for path, outcome in progress(results, total=len(waiting), label="筛查"):
        worst = max(worst, outcome.exit_code)
        done.add(path, outcome)
        if form == "html":
            outcomes.append(outcome)
        else:
            _show(outcome, form, several=several)
    if form == "html":
        click.echo(
            page(
                [outcome.screening for outcome in outcomes if outcome.screening is not None],
                [outcome.failure for outcome in outcomes if outcome.failure is not None],
            ),
            nl=False,
        )
    raise click.exceptions.Exit(worst)


def screen_one(path: Path, *, task: Task) -> Outcome:
    """Screen one file and, where asked, write its clean copy and its log."""
    profile = task.words.added_to(load_profile(task.profile))
    try:
        ignored = read_ignored(record_beside(path))
        document = open_document(path)
        screening = screen_document(
            document, profile=profile, ignored=ignored, on=task.on, pictures=task.pictures
        )
        day = task.on or task.today
        asked = task.chosen.asked or task.preview
        policy = task.chosen.policy_for(document, on=day) if asked else None
        shown: tuple[str, ...] = ()
        if task.preview:
            shown = tuple(
                lines(
                    preview(
                        document,
                        on=day,
                        profile=profile,
                        columns=task.chosen.columns,
                        policy=policy,
                        distinct=task.chosen.distinct,
                    )
                )
            )
        strays = tuple(task.chosen.without_column(document))
        shown += tuple(f"  {sentence}" for sentence in strays if task.preview)
        del document
        target = task.copies.get(path)
        if target is None:
            return Outcome(screening, preview=shown)
    except (DocumentError, ScreeningError) as error:
        return Outcome(failure=masked_name(str(error), profile))
    try:
        masked = mask_file(
            path.read_bytes(),
            path.name,
            profile=profile,
            columns=task.chosen.columns,
            policy=policy,
            distinct=task.chosen.distinct,
        )
        copy = (
            target / _numbered(masked.name, path, task.numbers.get(path))
            if target.is_dir()
            else target
        )
        _save(copy, masked.data, sources=(path,), mode=0o644)
        saved = [f"干净的副本：{copy.name}", *masked.notes, *strays]
        if masked.log:
            log = task.log or path.with_name(path.name + LOG_SUFFIX)
            _save(log, masked.log_as_csv(), sources=(path, copy), mode=0o600)
            saved.append(f"对照表（内部留存，不得公开）：{masked_name(log.name, profile)}")
        return Outcome(screening, saved=tuple(saved))
    except (DocumentError, ScreeningError, OSError) as error:
        sentence = (
            str(error)
            if not isinstance(error, OSError)
            else f"文件“{path.name}”：副本写不进去（{error.strerror}）；请核对文件夹和权限。"
        )
        return Outcome(screening, failure=masked_name(sentence, profile))


def lost(path: Path) -> Outcome:
    """The outcome of a file whose worker died."""
    name = masked_name(path.name, shipped_profile("county"))
    return Outcome(failure=f"文件“{name}”：筛查中断（内存不足或者文件损坏）；请单独再试。")


def stopped(path: Path, error: Stopped) -> Outcome:
    """The outcome of a file that was ended at a bound."""
    return Outcome(failure=masked_name(str(error), shipped_profile("county")))


def _is_wanted(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.endswith((LOG_SUFFIX, SUFFIX))


def _copies(given: Sequence[Path], paths: Sequence[Path], copy: Path | None) -> dict[Path, Path]:
    """Where each file's copy goes: a file for one file, else a folder with the folders of the originals."""
    if copy is None:
        return {}
    if len(paths) == 1 and not any(path.is_dir() for path in given) and not copy.is_dir():
        return {paths[0]: copy}
    folders = [path for path in given if path.is_dir()]
    targets = {}
    for path in paths:
        base = next((folder for folder in folders if folder in path.parents), path.parent)
        target = copy / path.parent.relative_to(base)
        if target.resolve() == path.parent.resolve():
            raise Refusal(
                f"副本文件夹“{copy}”：就是原文件所在的文件夹，应为另一个文件夹；请换一个。"
            )
        try:
            target.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refusal(
                f"副本文件夹“{copy}”：建不了（{error.strerror}）；请核对位置和权限。"
            ) from error
        targets[path] = target
    return targets


def _numbers(targets: dict[Path, Path]) -> dict[Path, Twin]:
    """The files of a folder whose copies may have one name: 名单.doc beside 名单.docx, two names that are masked alike."""
    county = shipped_profile("county")
    alike: dict[tuple[Path, str], list[Path]] = {}
    for path, target in targets.items():
        alike.setdefault((target, mask_text(path.stem, profile=county)), []).append(path)
    return {
        path: Twin(number, [other.suffix.lower() for other in paths].count(path.suffix.lower()) > 1)
        for paths in alike.values()
        if len(paths) > 1
        for number, path in enumerate(paths, start=1)
    }


def _numbered(name: str, path: Path, twin: Twin | None) -> str:
    """The name of a copy; with a number where another file's copy may have the same."""
    stem, dot, suffix = name.rpartition(".")
    if twin is None or not (twin.always or dot + suffix != path.suffix.lower()):
        return name
    return f"{stem}（{twin.number}）{dot}{suffix}"


def _record(paths: Sequence[Path], ignored: Sequence[str], by: str | None, why: str | None) -> None:
    if not ignored:
        return
    if not by or not why:
        raise Refusal("确认保留（--ignore）须同时写明由谁确认（--by）和理由（--why）。")
    if len(paths) != 1:
        raise Refusal("确认保留（--ignore）每次只对一个文件。")
    path = record_beside(paths[0])
    for fingerprint in ignored:
        try:
            add_ignored(path, Ignored(fingerprint, by, why, date.today()))  # noqa: DTZ011 - the clerk's own day
        except OSError as error:
            raise Refusal(
                f"忽略记录“{path.name}”：写不进去（{error.strerror}）；请核对文件夹和权限。"
            ) from error


def _save(path: Path, data: bytes, *, sources: Collection[Path], mode: int) -> None:
    """Write through a temporary file beside it; an original is never written over."""
    if any(path.exists() and source.exists() and path.samefile(source) for source in sources):
        raise OSError(17, "与原文件相同")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".screen-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).chmod(mode)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


class _State:
    """What was screened before: one JSON line a file, told by its path, size, time of change and the profile."""

    def __init__(self, path: Path | None, profile: str, *, enabled: bool) -> None:
        self._path = path if enabled else None
        self._profile = profile
        self._done: dict[tuple[str, int, int, str], int] = {}
        if self._path is None or not self._path.exists():
            return
        try:
            for line in self._path.read_text("utf-8").splitlines():
                entry = json.loads(line)
                key = (entry["path"], entry["size"], entry["changed"], entry["profile"])
                self._done[key] = int(entry["exit"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Refusal(
                f"进度文件“{self._path.name}”：读不懂，应为本命令写下的进度；请换一个文件名或者删去它。"
            ) from error

    def exit_code(self, path: Path) -> int | None:
        """The exit code of an unchanged file that was readable before, or None."""
        return self._done.get(self._key(path)) if self._path is not None else None

    def add(self, path: Path, outcome: Outcome) -> None:
        """Append one line; it holds no finding, only that the file was looked at."""
        if self._path is None or outcome.exit_code == 2:
            return
        where, size, changed, profile = self._key(path)
        entry = {
            "path": where,
            "size": size,
            "changed": changed,
            "profile": profile,
            "exit": outcome.exit_code,
        }
        with self._path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(entry, ensure_ascii=False) + "\n")

    def _key(self, path: Path) -> tuple[str, int, int, str]:
        try:
            facts = path.stat()
        except OSError:
            return str(path), -1, -1, self._profile
        return str(path.resolve()), facts.st_size, facts.st_mtime_ns, self._profile


def _show(outcome: Outcome, form: str | None, *, several: bool) -> None:
    screening = outcome.screening
    if screening is not None and form == "json":
        click.echo(
            json.dumps(screening.as_json(), ensure_ascii=False, indent=None if several else 2)
        )
    elif screening is not None:
        click.echo("\n".join([*_lines(screening), *outcome.preview]))
    for sentence in outcome.saved:
        click.echo(sentence, err=form == "json")
    if outcome.failure is not None:
        click.echo(outcome.failure, err=True)


def _lines(screening: Screening) -> Iterator[str]:
    if screening.clean:
        yield f"{screening.name}：没有发现不宜公开的内容。"
    else:
        yield f"{screening.name}：{len(screening.findings)} 项"
    for finding in screening.findings:
        yield f"  [{LEVELS[finding.level]}] {finding.message()}（{finding.fingerprint}）"
    for finding, record in screening.ignored:
        yield f"  [经确认保留] {finding.place.phrase()}{finding.variety.label}：{record.by}，{record.on.isoformat()}，{record.why}"
    for note in screening.notes:
        yield f"  说明：{note}"
