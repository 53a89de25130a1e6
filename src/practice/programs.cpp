// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "practice/programs.h"

#include <QByteArrayList>
#include <QRegularExpression>
#include <QSet>

namespace mesoscribe::practice {

namespace {

QSet<QByteArray> names(const char* text)
{
    const QByteArrayList list = QByteArray(text).split(' ');
    return QSet<QByteArray>(list.begin(), list.end());
}

const QSet<QByteArray>& instantPrograms()
{
    static const QSet<QByteArray> Names = names(
        // The shell's own.
        "alias bg cd declare echo export fg getopts hash help jobs let local printf pwd read readonly set shift shopt "
        "source test times type typeset ulimit umask unalias unset [ [[ . "
        // coreutils, findutils, util-linux and what else is on every machine.
        "apt apt-get ar arch as awk b2sum base32 base64 basename bc blkid bunzip2 busybox bzip2 cal cat cc chgrp chmod "
        "chown chroot cksum clang clear cmake cmp column comm cp cpio crontab csplit curl cut cython date dd df diff "
        "dig dir dirname dmesg dnf docker dpkg du ed egrep envsubst expand expr factor fgrep file find findmnt fmt "
        "fold free fuser g++ gawk gcc getconf getent git gpg grep groups gunzip gzip head hexdump host hostid hostname "
        "id ifconfig install ip join jq kill killall kubectl ldconfig ldd less link ln logger login logname ls lsblk "
        "lscpu lsof m4 make mawk md5sum mesos mesos-cli mkdir mkfifo mknod mktemp more mount mountpoint mv "
        "nl nm nmap npm nproc nslookup numfmt objdump od openssl paste patch pathchk pgrep pip pip3 pkill pr "
        "printenv ps ptx readelf readlink realpath rename renice rev rm rmdir rpm rsync runcon scp sed seq sha1sum "
        "sha224sum sha256sum sha384sum sha512sum shred shuf sort split ss ssh stat strings strip stty sum sync "
        "systemctl tac tar tee touch tput tr traceroute true truncate tsort tty umount uname unexpand uniq unlink "
        "unxz unzip uptime useradd users uuidgen vdir wc wget whereis which who whoami xargs xxd xz yum zcat zip "
        "zgrep zstd");
    return Names;
}

const QSet<QByteArray>& runningPrograms()
{
    static const QSet<QByteArray> Names = names(
        "apache2 apache2ctl apachectl bundle caddy celery cargo consul deno dotnet elixir erl etcd expect flask gdb go "
        "gunicorn haproxy httpd iperf iperf3 irb java julia lighttpd lua mariadbd memcached mesos-execute mongod "
        "mysqld nc ncat netcat nginx node nodejs perl php php-fpm postgres prometheus psql puma python python2 python3 "
        "R rabbitmq-server rails redis-cli redis-server Rscript ruby rustc sbt scala sidekiq socat spark-submit "
        "sqlite3 sshd stress stress-ng supervisord tini traefik uvicorn uwsgi vault yarn");
    return Names;
}

const QSet<QByteArray>& endlessPrograms()
{
    static const QSet<QByteArray> Names = names("htop iostat ping tail tailf top vmstat watch yes");
    return Names;
}

} // namespace

Program findProgram(const QByteArray& name)
{
    QByteArray base = name;
    if (const qsizetype slash = name.lastIndexOf('/'); slash >= 0) {
        static const QRegularExpression usualFolder(
            QStringLiteral("\\A/(?:usr/(?:local/)?)?(?:s?bin|libexec|games)/+\\z|\\A/opt/.+/\\z"));
        if (!usualFolder.match(QString::fromUtf8(name.first(slash + 1))).hasMatch())
            return Program::Unknown;
        base = name.sliced(slash + 1);
        if (name.startsWith("/opt/"))
            return Program::Runs;
    }
    if (instantPrograms().contains(base))
        return Program::Instant;
    if (endlessPrograms().contains(base))
        return Program::Endless;
    static const QRegularExpression version(QStringLiteral("[0-9.]+\\z"));
    const QByteArray plain = QString::fromUtf8(base).remove(version).toUtf8();
    if (runningPrograms().contains(base) || (!plain.isEmpty() && runningPrograms().contains(plain)))
        return Program::Runs;
    return Program::Unknown;
}

} // namespace mesoscribe::practice
