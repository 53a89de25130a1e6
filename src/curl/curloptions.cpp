// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "curl/curloptions.h"

#include <QHash>
#include <QStringList>

namespace mesoscribe {

using namespace Qt::Literals::StringLiterals;

namespace {

using Meaning = CurlOption::Meaning;
using Options = QHash<QString, CurlOption>;

constexpr QStringView ignoredSwitches =
    u"anyauth basic buffer cert-status clobber compressed crlf disable disable-eprt disable-epsv "
    u"disallow-username-in-url "
    "doh-cert-status fail fail-early fail-with-body false-start globoff http0.9 http1.0 http1.1 http2 "
    "http2-prior-knowledge include ipv4 ipv6 keepalive alpn npn no-buffer no-clobber no-keepalive no-alpn no-npn "
    "no-progress-meter no-sessionid sessionid path-as-is post301 post302 post303 progress-bar progress-meter raw "
    "remove-on-error show-error silent ssl styled-output suppress-connect-headers tcp-fastopen tcp-nodelay trace-time "
    "verbose tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3";

constexpr QStringView unusedSwitches =
    u"append compressed-ssh create-dirs digest doh-insecure form-escape ftp-create-dirs ftp-pasv ftp-pret "
    u"ftp-skip-pasv-ip "
    "ftp-ssl-ccc ftp-ssl-control haproxy-protocol http3 http3-only ignore-content-length junk-session-cookies "
    "list-only "
    "mail-rcpt-allowfails manual metalink negotiate netrc netrc-optional ntlm ntlm-wb parallel parallel-immediate "
    "proxy-anyauth proxy-basic proxy-digest proxy-insecure proxy-negotiate proxy-ntlm proxy-ssl-allow-beast "
    "proxy-ssl-auto-client-cert proxy-tlsv1 proxytunnel remote-header-name remote-name remote-name-all remote-time "
    "retry-all-errors retry-connrefused sasl-ir socks5-basic socks5-gssapi socks5-gssapi-nec ssl-allow-beast "
    "ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort sslv2 sslv3 tftp-no-options tr-encoding "
    "use-ascii "
    "version xattr";

constexpr QStringView unusedWithArgument =
    u"abstract-unix-socket alt-svc aws-sigv4 cacert capath cert-type ciphers config connect-timeout connect-to "
    "continue-at cookie-jar create-file-mode crlfile curves delegation dns-interface dns-ipv4-addr dns-ipv6-addr "
    "dns-servers "
    "doh-url dump-header egd-file engine etag-compare etag-save expect100-timeout form form-string ftp-account "
    "ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms help hostpubmd5 "
    "hostpubsha256 "
    "hsts interface keepalive-time key key-type krb libcurl limit-rate local-port login-options mail-auth mail-from "
    "mail-rcpt max-filesize max-redirs max-time netrc-file noproxy output output-dir parallel-max pinnedpubkey "
    "preproxy "
    "proto proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert-type proxy-ciphers proxy-crlfile "
    "proxy-key proxy-key-type proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype "
    "proxy-tlsuser proxy1.0 pubkey quote random-file range rate referer request-target resolve retry retry-delay "
    "retry-max-time sasl-authzid service-name socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit "
    "speed-time stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlsuser trace "
    "trace-ascii "
    "unix-socket upload-file url-query user-agent write-out";

constexpr QStringView secretWithArgument =
    u"cert cookie oauth2-bearer pass proxy-cert proxy-header proxy-pass proxy-tlspassword proxy-user tlspassword";

constexpr struct
{
    QStringView name;
    Meaning meaning;
    bool takesArgument;
} usedOptions[] = {
    {u"data", Meaning::Data, true},
    {u"data-ascii", Meaning::Data, true},
    {u"data-binary", Meaning::Data, true},
    {u"data-raw", Meaning::DataRaw, true},
    {u"data-urlencode", Meaning::DataUrlEncode, true},
    {u"get", Meaning::Get, false},
    {u"head", Meaning::Head, false},
    {u"header", Meaning::Header, true},
    {u"insecure", Meaning::Insecure, false},
    {u"json", Meaning::Json, true},
    {u"location", Meaning::Location, false},
    {u"location-trusted", Meaning::Location, false},
    {u"next", Meaning::Next, false},
    {u"request", Meaning::Request, true},
    {u"url", Meaning::Url, true},
    {u"user", Meaning::User, true},
};

/// Each letter is followed by the long name it stands for.
constexpr QStringView shortNames =
    u"0 http1.0 1 tlsv1 2 sslv2 3 sslv3 4 ipv4 6 ipv6 # progress-bar : next a append A user-agent b cookie B use-ascii "
    "c cookie-jar C continue-at d data D dump-header e referer E cert f fail F form g globoff G get h help H header "
    "i include I head j junk-session-cookies J remote-header-name k insecure K config l list-only L location m "
    "max-time "
    "M manual n netrc N no-buffer o output O remote-name p proxytunnel P ftp-port q disable Q quote r range R "
    "remote-time "
    "s silent S show-error t telnet-option T upload-file u user U proxy-user v verbose V version w write-out x proxy "
    "X request y speed-time Y speed-limit z time-cond Z parallel";

Options makeOptions()
{
    Options options;
    const auto add = [&options](QStringView names, Meaning meaning, bool takesArgument) {
        for (const QStringView name : names.split(u' '))
            options.insert(name.toString(), {meaning, takesArgument, false});
    };
    add(ignoredSwitches, Meaning::Nothing, false);
    add(unusedSwitches, Meaning::NotUsed, false);
    add(unusedWithArgument, Meaning::NotUsed, true);
    add(secretWithArgument, Meaning::Secret, true);
    for (const auto& option : usedOptions)
        add(option.name, option.meaning, option.takesArgument);
    return options;
}

const Options& allOptions()
{
    static const Options options = makeOptions();
    return options;
}

} // namespace

std::optional<CurlOption> shortCurlOption(QChar letter)
{
    static const QList<QStringView> pairs = shortNames.split(u' ');
    for (qsizetype i = 0; i < pairs.size(); i += 2) {
        if (pairs[i] == letter)
            return allOptions().value(pairs[i + 1].toString());
    }
    return {};
}

std::optional<CurlOption> longCurlOption(QStringView name)
{
    const Options& options = allOptions();
    if (const auto exact = options.constFind(name.toString()); exact != options.cend())
        return *exact;
    if (name.startsWith(u"no-")) {
        if (const auto positive = options.constFind(name.sliced(3).toString());
            positive != options.cend() && !positive->takesArgument) {
            CurlOption option = *positive;
            option.isNegated = true;
            return option;
        }
    }
    std::optional<CurlOption> found;
    for (auto option = options.cbegin(); option != options.cend(); ++option) {
        if (!name.isEmpty() && option.key().startsWith(name)) {
            if (found)
                return {};
            found = *option;
        }
    }
    return found;
}

} // namespace mesoscribe
