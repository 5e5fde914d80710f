#!/bin/sh
# 怎样做出这里的证书；要 OpenSSL 3.0 或更新的版本。
# 私钥 server.key、fake.key 故意放在这里，谁都有，所以一文不值：
# 只能用来学习，不要用在别的地方。
# 签名用的 ca.key 做完就删了，没有人能再用这个 CA 签名。
set -e
new() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 \
        -noenc "$@"
}
new_server() {
    new -subj /CN=localhost \
        -addext basicConstraints=critical,CA:FALSE \
        -addext keyUsage=critical,digitalSignature \
        -addext extendedKeyUsage=serverAuth \
        -addext subjectAltName=DNS:localhost,IP:127.0.0.1 "$@"
}
# 自己的 CA，用一百年
new -days 36500 -keyout ca.key -out ca.pem -subj '/CN=Demo CA' \
    -addext keyUsage=critical,keyCertSign
# 它签的：localhost 和 127.0.0.1
new_server -days 36500 -keyout server.key -out server.pem \
    -CA ca.pem -CAkey ca.key
# 它签的，只用一天：做的时候把钟拨到了 2000 年
faketime 2000-01-01 openssl req -x509 -days 1 -key server.key \
    -out expired.pem -CA ca.pem -CAkey ca.key -subj /CN=localhost \
    -addext basicConstraints=critical,CA:FALSE \
    -addext keyUsage=critical,digitalSignature \
    -addext extendedKeyUsage=serverAuth \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1
# 冒充的：自己签自己，不经过 CA
new_server -days 36500 -keyout fake.key -out fake.pem
rm ca.key
