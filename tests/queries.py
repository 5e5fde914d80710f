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
LOSS, PORTS = "network/udp_loss/", "network/ports/"
THREADS, LOCK, PROCESSES, HOME = "threads/start/", "threads/lock/", "processes/start/", ""
DEADLOCK, GIL, CLIENTS = "threads/deadlock/", "threads/gil/", "network/clients/"
ERRATA = "errata/"
FRAMING, CLOSE, TIMEOUTS = "network/framing/", "network/close/", "network/timeouts/"
WORKERS, UPDATES, MESSAGES = "labs/workers/", "labs/updates/", "labs/messages/"

TERMS: dict[str, str | set[str]] = {
    # network
    "网络编程": HOME,
    "套接字": {UDP, TCP, PORTS},
    "端口": PORTS,
    "地址": {UDP, PORTS},
    "空地址": PORTS,
    "绑定": {UDP, PORTS},
    "绑定地址": {UDP, PORTS, TCP},
    "本机": {UDP, PORTS},
    "局域网": {UDP, PORTS},
    "接收方": {UDP, LOSS},
    "发送方": {UDP, LOSS},
    "数据报": UDP,
    "没有回答": UDP,
    "缓冲区": LOSS,
    "截断": LOSS,
    "丢失": {LOSS, LOCK},
    "丢包": LOSS,
    "重发": LOSS,
    "MTU": LOSS,
    "recvmsg": LOSS,
    "MSG_TRUNC": LOSS,
    "服务端": {TCP, TIMEOUTS},
    "客户端": {TCP, TIMEOUTS},
    "服务器": {TCP, f"{ERRATA}network/"},
    "连接": TCP,
    "监听": {TCP, PORTS},
    "一问一答": TCP,
    "字节流": {TCP, FRAMING},
    "粘包": FRAMING,
    "先发长度": FRAMING,
    "struct.pack": FRAMING,
    "消息的边界": FRAMING,
    "半行": FRAMING,
    "网络字节序": FRAMING,
    "大端": FRAMING,
    "recv_once": FRAMING,
    "sendall": {FRAMING, CLOSE},
    "半关闭": {CLOSE, TCP},
    "FIN": CLOSE,
    "RST": CLOSE,
    "BrokenPipeError": CLOSE,
    "Connection reset by peer": CLOSE,
    "截止时间": TIMEOUTS,
    "坏客户端": TIMEOUTS,
    "慢客户端": TIMEOUTS,
    "cannot read from timed out object": TIMEOUTS,
    "三次握手": TCP,
    "监听套接字": TCP,
    "对方关闭": CLOSE,
    "连接被拒绝": TCP,
    "沉默的客户端": CLIENTS,
    "多个客户端": CLIENTS,
    "socketserver": CLIENTS,
    "描述符": CLIENTS,
    "Too many open files": CLIENTS,
    "时限": TIMEOUTS,
    "重启": PORTS,
    "端口被占用": PORTS,
    "全连接队列": PORTS,
    "backlog": {PORTS, TCP},
    "10048": PORTS,
    "谁在监听": PORTS,
    "超时": {TCP, UDP, LOSS},
    "阻塞": {UDP, TCP},
    "编码": f"{ERRATA}network/",
    "解码": {UDP, TCP, LOSS},
    "汉字": {UDP, TCP, LOSS},
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
    "线程池": {THREADS, CLIENTS, "threads/result/"},
    "全局解释器锁": {GIL, WORKERS},
    "唱歌": {THREADS, PROCESSES},
    "跳舞": {THREADS, PROCESSES},
    # locks
    "互斥锁": LOCK,
    "加锁": LOCK,
    "上锁": LOCK,
    "解锁": {LOCK, UPDATES},
    "同一把锁": LOCK,
    "竞态": LOCK,
    "共享变量": {LOCK, f"{ERRATA}threads/"},
    "更新是怎样丢的": LOCK,
    "死锁": DEADLOCK,
    "活锁": DEADLOCK,
    "livelock": DEADLOCK,
    "可重入锁": DEADLOCK,
    "RLock": DEADLOCK,
    "faulthandler": DEADLOCK,
    "转账": DEADLOCK,
    "free-threaded": GIL,
    "PYTHON_GIL": GIL,
    "并发": {GIL, HOME},
    "并行": GIL,
    "原子操作": GIL,
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
    "副本": {PROCESSES, QUEUE},
    # pools
    "进程池": POOL,
    "任务": POOL,
    "工人": POOL,
    "任务里的异常": POOL,
    "进程池中的队列": {POOL, f"{ERRATA}processes/"},
    "凭据": POOL,
    "代理": POOL,
    "子孙进程": {POOL, f"{ERRATA}processes/"},
    "栅栏": POOL,
    "返回值": {POOL, PROCESSES, THREADS},
    # queues
    "队列": QUEUE,
    "通讯队列": {QUEUE, f"{ERRATA}ipc/"},
    "进程间通信": {QUEUE, HOME, f"{ERRATA}ipc/"},
    "进程间的通信": {QUEUE, HOME, f"{ERRATA}ipc/"},
    "哨兵": QUEUE,
    "生产者": QUEUE,
    "消费者": QUEUE,
    "生产者消费者": QUEUE,
    "先放先取": QUEUE,
    "管道": QUEUE,
    "打包": QUEUE,
    "送货线程": QUEUE,
    "限时": QUEUE,
    "下载": QUEUE,
    # what else a page tells of
    "打电话": TCP,
    "挂断": TCP,
    "路由器": LOSS,
    "迟到的数据": PORTS,
    "客户端断开": {CLIENTS, TIMEOUTS, CLOSE},
    "关闭连接": {TCP, CLOSE},
    "TIME_WAIT": PORTS,
    "Errno 98": PORTS,
    "asyncio": {TCP, CLIENTS},
    "0.0.0.0": PORTS,
    "127.0.0.2": PORTS,
    "65507": LOSS,
    "嗓子": {THREADS, PROCESSES},
    "麦克风": THREADS,
    "磁盘": {THREADS, GIL, WORKERS},
    "主线程异常": THREADS,
    "echo $?": THREADS,
    "切换线程": {GIL, UPDATES},
    "KeyError": LOCK,
    "with mutex": LOCK,
    "浮点数": PROCESSES,
    "重新导入": PROCESSES,
    "lambda": PROCESSES,
    "fork": PROCESSES,
    "spawn": PROCESSES,
    "forkserver": PROCESSES,
    "DeprecationWarning": PROCESSES,
    "SIGTERM": {PROCESSES, CLIENTS},
    "除以零": POOL,
    "取结果": POOL,
    "RemoteTraceback": POOL,
    "Future": {POOL, THREADS},
    "feeder": QUEUE,
    "pickle": {QUEUE, PROCESSES},
    "qsize": QUEUE,
    "队列满": QUEUE,
    "队列空": QUEUE,
    # the site itself
    "勘误": ERRATA,
    "笔记勘误": ERRATA,
    "自己运行": HOME,
    "怎样读一次运行": HOME,
    # parts of longer words
    "锁": {LOCK, DEADLOCK},
    "互斥": LOCK,
    "池": POOL,
    "套接": {UDP, TCP, PORTS},
    "守护": THREADS,
    "字节": {TCP, UDP, LOSS, FRAMING},
    "流": FRAMING,
    "报": UDP,
    "端": {TCP, TIMEOUTS},
    "哨": QUEUE,
    "生产": QUEUE,
    "消费": QUEUE,
    "队": QUEUE,
    "退出": {PROCESSES, THREADS},
    "保护": PROCESSES,
    "变量": {PROCESSES, LOCK},
    "解释器": {GIL, WORKERS},
    # parts of names, and how people type them
    "reuseaddr": {PORTS, TCP},
    "REUSE": {PORTS, TCP},
    "so_reuse": {PORTS, TCP},
    "recv": {TCP, UDP, LOSS, FRAMING},
    "async": POOL,
    "apply": POOL,
    "nowait": QUEUE,
    "socket.recv": {TCP, UDP, LOSS},
    "Queue.get": {QUEUE, POOL},
    "queue.Empty": QUEUE,
    "Pool(3)": POOL,
    "args=(g_num,)": {THREADS, PROCESSES},
    "threading lock": {LOCK, DEADLOCK},
    "daemon=True": {THREADS, PROCESSES, MESSAGES},
    "__main__": PROCESSES,
    "ConnectionRefused": TCP,
    "BrokenProcess": POOL,
    "Address already in use": PORTS,
    "GIL": GIL,
    "UDP": UDP,
    "TCP": TCP,
    "udp": UDP,
    "tcp": TCP,
    # several words
    "tcp 服务端": TCP,
    "udp 端口": {UDP, PORTS},
    "线程 异常": THREADS,
    "进程池 异常": POOL,
    "队列 join": QUEUE,
    "线程异常": THREADS,
    "锁 异常": LOCK,
}
