"""What readers look up, and the pages that may come first.

Three tables: the names that the programs use and the headings of the pages,
both collected; the terms of the subject, written by hand.
"""

import ast
import builtins
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from conftest import PROGRAMS
from selectolax.lexbor import LexborHTMLParser, LexborNode

Queries = dict[str, set[str]]
"""A query -> the URLs, relative to the site, of the pages that may come first."""


def names(site: Path) -> Queries:
    """Every name of the standard library that a program uses -> the pages that show it, but for the errata."""
    used = {name for path in PROGRAMS for name in _used(ast.parse(path.read_text(encoding="utf-8")))}
    texts = {url: article.text() for url, article in _articles(site) if not url.startswith(ERRATA)}
    return {
        name: {url for url, text in texts.items() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.ASCII)}
        for name in used
    }


def headings(site: Path) -> Queries:
    """Every heading, as the reader sees it -> the pages that have it."""
    found = defaultdict(set)
    for url, article in _articles(site):
        for heading in article.css("h1, h2, h3, h4, h5, h6"):
            found[heading.text().strip()].add(url)
    return dict(found)


def _articles(site: Path) -> Iterator[tuple[str, LexborNode]]:
    for path in site.rglob("index.html"):
        document = LexborHTMLParser(path.read_text(encoding="utf-8"))
        for other in document.css(".headerlink, .receipt"):
            other.decompose()
        folder = path.parent.relative_to(site).as_posix()
        yield "" if folder == "." else f"{folder}/", document.css_first("article")


def _used(tree: ast.Module) -> Iterator[str]:
    """Attributes, built-in and imported names, and keywords, but for those the program defines itself."""
    nodes = list(ast.walk(tree))
    modules = {alias.asname or alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    public = {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
    public |= set(dir(builtins))
    own = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    own |= {node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)}
    for node in nodes:
        match node:
            case ast.Attribute(value=ast.Name(id=module), attr=name) if module in modules:
                yield name
                yield f"{module}.{name}"
            case ast.Attribute(attr=name) | ast.Name(id=name) if name not in own:
                if isinstance(node, ast.Attribute) or name in public:
                    yield name
            case ast.Call(func=ast.Attribute() | ast.Name() as function, keywords=keywords):
                if not (isinstance(function, ast.Name) and function.id in own):
                    yield from (keyword.arg for keyword in keywords if keyword.arg)


UDP, TCP, QUEUE, POOL = "network/udp/", "network/tcp/", "ipc/queue/", "processes/pool/"
BOUNDS, EXIT = "ipc/queue_bounds/", "ipc/queue_exit/"
THREADS, LOCK, PROCESSES, HOME = "threads/start/", "threads/lock/", "processes/start/", ""
ERRATA = "errata/"
WORKERS, UPDATES, MESSAGES = "labs/workers/", "labs/updates/", "labs/messages/"

TERMS: dict[str, str | set[str]] = {
    # network
    "网络编程": HOME,
    "套接字": {UDP, TCP},
    "端口": {UDP, TCP},
    "地址": UDP,
    "空地址": UDP,
    "绑定": UDP,
    "绑定地址": {UDP, TCP},
    "本机": UDP,
    "局域网": UDP,
    "接收方": UDP,
    "发送方": UDP,
    "数据报": UDP,
    "明信片": UDP,
    "一收一发": UDP,
    "缓冲区": UDP,
    "截断": UDP,
    "丢失": {UDP, LOCK},
    "服务端": TCP,
    "客户端": TCP,
    "服务器": TCP,
    "连接": TCP,
    "监听": TCP,
    "一问一答": TCP,
    "字节流": TCP,
    "粘包": TCP,
    "先发长度": TCP,
    "struct.pack": TCP,
    "消息的边界": {TCP, UDP, MESSAGES},
    "对方关闭": TCP,
    "连接被拒绝": TCP,
    "重启": TCP,
    "端口被占用": TCP,
    "等待队列": TCP,
    "沉默的客户端": TCP,
    "时限": TCP,
    "超时": {TCP, UDP},
    "阻塞": {UDP, TCP},
    "编码": f"{ERRATA}network/",
    "解码": {UDP, TCP},
    "汉字": {UDP, TCP},
    # threads
    "线程": THREADS,
    "启动线程": THREADS,
    "线程的创建和执行": f"{ERRATA}threads/",
    "主线程": THREADS,
    "子线程": {THREADS, f"{ERRATA}threads/"},
    "守护线程": THREADS,
    "继承": THREADS,
    "线程类": THREADS,
    "重写": THREADS,
    "活着的线程": THREADS,
    "传参数": THREADS,
    "元组": {THREADS, PROCESSES},
    "逗号": {THREADS, PROCESSES},
    "关键字参数": THREADS,
    "请线程停下": THREADS,
    "线程池": {THREADS, TCP},
    "全局解释器锁": {THREADS, WORKERS},
    "唱歌": {THREADS, PROCESSES},
    "跳舞": {THREADS, PROCESSES},
    # locks
    "互斥锁": LOCK,
    "加锁": LOCK,
    "上锁": LOCK,
    "解锁": LOCK,
    "同一把锁": LOCK,
    "竞态": LOCK,
    "共享变量": LOCK,
    "更新是怎样丢的": LOCK,
    "三部曲": LOCK,
    "死锁": LOCK,
    "可重入锁": LOCK,
    "RLock": LOCK,
    # processes
    "进程": PROCESSES,
    "启动进程": PROCESSES,
    "进程的创建和执行": PROCESSES,
    "主进程": PROCESSES,
    "子进程": PROCESSES,
    "守护进程": {PROCESSES, POOL},
    "全局变量": PROCESSES,
    "不共享": PROCESSES,
    "退出码": PROCESSES,
    "退出状态": {PROCESSES, HOME},
    "启动方式": PROCESSES,
    "主保护": PROCESSES,
    "信号": PROCESSES,
    "副本": {PROCESSES, QUEUE, EXIT},
    # pools
    "进程池": POOL,
    "任务": POOL,
    "工人": POOL,
    "任务里的异常": POOL,
    "进程池中的队列": {POOL, f"{ERRATA}processes/"},
    "凭据": POOL,
    "代理": POOL,
    "子孙进程": {POOL, f"{ERRATA}processes/"},
    "栅栏": {POOL, LOCK},
    "返回值": {POOL, PROCESSES, THREADS},
    # queues
    "队列": {QUEUE, BOUNDS, EXIT},
    "通讯队列": {QUEUE, f"{ERRATA}ipc/"},
    "进程间通信": {QUEUE, HOME, f"{ERRATA}ipc/"},
    "进程间的通信": {QUEUE, HOME, f"{ERRATA}ipc/"},
    "哨兵": QUEUE,
    "生产者": QUEUE,
    "消费者": QUEUE,
    "生产者消费者": QUEUE,
    "先放先取": QUEUE,
    "管道": {QUEUE, EXIT},
    "序列化": {QUEUE, EXIT, MESSAGES},
    "后台发送线程": EXIT,
    "cancel_join_thread": EXIT,
    "SimpleQueue": EXIT,
    "queue.Full": BOUNDS,
    "限时": BOUNDS,
    "下载": QUEUE,
    # what else a page tells of
    "打电话": TCP,
    "挂断": TCP,
    "路由器": UDP,
    "迟到的数据": TCP,
    "客户端断开": TCP,
    "关闭连接": TCP,
    "TIME_WAIT": TCP,
    "Errno 98": TCP,
    "asyncio": TCP,
    "0.0.0.0": UDP,
    "127.0.0.2": UDP,
    "65507": UDP,
    "嗓子": {THREADS, PROCESSES},
    "麦克风": THREADS,
    "磁盘": {THREADS, LOCK, WORKERS},
    "主线程异常": THREADS,
    "echo $?": THREADS,
    "切换线程": LOCK,
    "KeyError": LOCK,
    "with mutex": LOCK,
    "浮点数": PROCESSES,
    "重新导入": PROCESSES,
    "lambda": PROCESSES,
    "fork": PROCESSES,
    "spawn": PROCESSES,
    "forkserver": PROCESSES,
    "DeprecationWarning": PROCESSES,
    "SIGTERM": PROCESSES,
    "除以零": POOL,
    "取结果": POOL,
    "RemoteTraceback": POOL,
    "Future": {POOL, THREADS},
    "feeder": EXIT,
    "pickle": {QUEUE, EXIT, PROCESSES},
    "qsize": BOUNDS,
    "队列满": BOUNDS,
    "队列空": BOUNDS,
    # the site itself
    "勘误": ERRATA,
    "笔记勘误": ERRATA,
    "自己运行": HOME,
    "怎样读一次运行": HOME,
    # parts of longer words
    "锁": LOCK,
    "互斥": LOCK,
    "池": POOL,
    "套接": {UDP, TCP},
    "守护": THREADS,
    "字节": {TCP, UDP},
    "流": TCP,
    "报": UDP,
    "端": TCP,
    "哨": QUEUE,
    "生产": QUEUE,
    "消费": QUEUE,
    "队": {QUEUE, BOUNDS, EXIT},
    "退出": {PROCESSES, THREADS},
    "保护": PROCESSES,
    "变量": {PROCESSES, LOCK},
    "解释器": {THREADS, LOCK, WORKERS},
    # parts of names, and how people type them
    "reuseaddr": TCP,
    "REUSE": TCP,
    "so_reuse": TCP,
    "recv": {TCP, UDP},
    "async": POOL,
    "apply": POOL,
    "nowait": BOUNDS,
    "socket.recv": {TCP, UDP},
    "Queue.get": {QUEUE, BOUNDS, EXIT, POOL},
    "queue.Empty": {QUEUE, BOUNDS},
    "Pool(3)": POOL,
    "recvfrom(1024)": UDP,
    "args=(g_num,)": {THREADS, PROCESSES},
    "threading lock": LOCK,
    "daemon=True": {THREADS, PROCESSES, MESSAGES},
    "__main__": PROCESSES,
    "ConnectionRefused": TCP,
    "BrokenProcess": POOL,
    "Address already in use": TCP,
    "GIL": {"threads/lock/", PROCESSES, UPDATES},
    "UDP": UDP,
    "TCP": TCP,
    "udp": UDP,
    "tcp": TCP,
    # several words
    "tcp 服务端": TCP,
    "udp 端口": UDP,
    "线程 异常": THREADS,
    "进程池 异常": POOL,
    "队列 join": EXIT,
    "线程异常": THREADS,
    "锁 异常": LOCK,
}
