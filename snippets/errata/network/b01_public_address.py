"""笔记里的目的地址是什么地址（只看，不发）。"""

import ipaddress

for text in ("192.68.1.123", "192.168.1.42", "127.0.0.1"):
    address = ipaddress.ip_address(text)
    if address.is_loopback:
        kind = "本机的地址"
    elif address.is_global:
        kind = "公网地址"
    else:
        kind = "局域网地址"
    print(f"地址：{text} 是{kind}")
