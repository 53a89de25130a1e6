// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "session/attempt.h"

#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

using EndKind = StreamEnd::Kind;
using Kind = Trouble::Kind;

Q_DECLARE_METATYPE(mesoscribe::AttemptFacts)
Q_DECLARE_METATYPE(mesoscribe::Verdict)

class TestAttempt : public QObject
{
    Q_OBJECT

private slots:
    void readsHowAnAttemptEnded_data();
    void readsHowAnAttemptEnded();
    void keepsTheFactsForTheBanner();
    void capsTheAnswer();
    void readsErrorEvents();
    void writesBasicCredentials();
};

namespace {

const QUrl Endpoint(u"http://m1:5050/api/v1/scheduler"_s);

AttemptFacts first()
{
    return {Endpoint, {}, false, false, false};
}

AttemptFacts again()
{
    return {Endpoint, {}, true, true, false};
}

AttemptFacts redirected()
{
    return {Endpoint, QUrl(u"http://m0:5050"_s), false, false, false};
}

AttemptFacts signedIn()
{
    return {Endpoint, {}, false, false, true};
}

StreamEnd ended(EndKind kind, int status = 0, const QByteArray& body = {})
{
    StreamEnd end;
    end.kind = kind;
    end.status = status;
    end.body = body;
    return end;
}

StreamEnd otherScheme(EndKind kind)
{
    StreamEnd end = ended(kind);
    end.speaksOtherScheme = true;
    return end;
}

} // namespace

void TestAttempt::readsHowAnAttemptEnded_data()
{
    QTest::addColumn<StreamEnd>("end");
    QTest::addColumn<AttemptFacts>("facts");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<Verdict>("verdict");

    const auto row = [](const char* name, const StreamEnd& end, const AttemptFacts& facts, Kind kind, Verdict verdict) {
        QTest::newRow(name) << end << facts << kind << verdict;
    };
    row("clean end", ended(EndKind::Clean), again(), Kind::MasterEnded, Verdict::Retry);
    row("inside a record", ended(EndKind::InsideRecord), again(), Kind::BrokeOffInsideRecord, Verdict::Retry);
    row("lost", ended(EndKind::Lost), again(), Kind::ConnectionLost, Verdict::Retry);
    row("out of step", ended(EndKind::OutOfStep), again(), Kind::OutOfStep, Verdict::Retry);
    row("401", ended(EndKind::NotSuccess, 401), first(), Kind::WantsCredentials, Verdict::GiveUp);
    row("401 with credentials", ended(EndKind::NotSuccess, 401), signedIn(), Kind::CredentialsRefused, Verdict::GiveUp);
    row("401 when resubscribing", ended(EndKind::NotSuccess, 401), again(), Kind::WantsCredentials, Verdict::GiveUp);
    row("400", ended(EndKind::NotSuccess, 400, "Failed to validate scheduler::Call: x"), first(), Kind::Refused,
        Verdict::GiveUp);
    row("an agent", ended(EndKind::NotSuccess, 400, "Failed to validate agent::Call: Expecting 'type' to be present"),
        first(), Kind::IsAgent, Verdict::GiveUp);
    row("404 of Mesos", ended(EndKind::NotSuccess, 404, "404 Not Found."), first(), Kind::NoSchedulerApi,
        Verdict::GiveUp);
    row("404 of a web server", ended(EndKind::NotSuccess, 404, "<html>"), first(), Kind::NotMesos, Verdict::GiveUp);
    row("503", ended(EndKind::NotSuccess, 503, "No leader elected"), first(), Kind::MasterPassing, Verdict::Retry);
    row("500", ended(EndKind::NotSuccess, 500), first(), Kind::MasterPassing, Verdict::Retry);
    row("no such host", ended(EndKind::HostNotFound), first(), Kind::HostNotFound, Verdict::TryNextMaster);
    row("refused", ended(EndKind::Refused), first(), Kind::NothingAnswers, Verdict::TryNextMaster);
    row("refused while resubscribing", ended(EndKind::Refused), again(), Kind::NothingAnswers, Verdict::Retry);
    row("timed out", ended(EndKind::TimedOut), first(), Kind::NothingAnswers, Verdict::TryNextMaster);
    row("dead leader", ended(EndKind::Refused), redirected(), Kind::LeaderUnreachable, Verdict::Retry);
    row("leader nobody knows", ended(EndKind::HostNotFound), redirected(), Kind::LeaderUnreachable, Verdict::Retry);
    row("certificate", ended(EndKind::CertificateUntrusted), again(), Kind::CertificateUntrusted, Verdict::GiveUp);
    row("TLS", ended(EndKind::TlsFailed), first(), Kind::TlsFailed, Verdict::GiveUp);
    row("TLS while resubscribing", ended(EndKind::TlsFailed), again(), Kind::TlsFailed, Verdict::Retry);
    row("https to a plain port", otherScheme(EndKind::TlsFailed), first(), Kind::SpeaksHttp, Verdict::GiveUp);
    row("http to a TLS port", otherScheme(EndKind::NotHttp), first(), Kind::SpeaksHttps, Verdict::GiveUp);
    row("no HTTP", ended(EndKind::NotHttp), first(), Kind::NotMesos, Verdict::GiveUp);
    row("no HTTP while resubscribing", ended(EndKind::NotHttp), again(), Kind::ConnectionLost, Verdict::Retry);
    row("a web page", ended(EndKind::NotRecords, 200, "<html>"), first(), Kind::NotMesos, Verdict::GiveUp);
}

void TestAttempt::readsHowAnAttemptEnded()
{
    QFETCH(StreamEnd, end);
    QFETCH(AttemptFacts, facts);
    QFETCH(Kind, kind);
    QFETCH(Verdict, verdict);
    const Outcome outcome = outcomeOf(end, facts);
    QCOMPARE(outcome.trouble.kind, kind);
    QCOMPARE(outcome.verdict, verdict);
    QCOMPARE(outcome.trouble.address, QUrl(u"http://m1:5050"_s));
}

void TestAttempt::keepsTheFactsForTheBanner()
{
    StreamEnd end = ended(EndKind::Lost);
    end.received = 118;
    end.expected = 675;
    end.detail = u"reset by peer"_s;
    const Trouble trouble = outcomeOf(end, again()).trouble;
    QCOMPARE(trouble.kind, Kind::BrokeOffInsideRecord);
    QCOMPARE(trouble.received, 118);
    QCOMPARE(trouble.expected, 675);
    QCOMPARE(trouble.detail, u"reset by peer"_s);
}

void TestAttempt::capsTheAnswer()
{
    const Trouble trouble = outcomeOf(ended(EndKind::NotSuccess, 400, QByteArray(1 << 20, 'x')), first()).trouble;
    QCOMPARE(trouble.answer.size(), Trouble::MaxAnswer);
}

void TestAttempt::readsErrorEvents()
{
    const Outcome over = outcomeOfError(u"Framework failed over"_s, again());
    QCOMPARE(over.trouble.kind, Kind::TakenOver);
    QCOMPARE(over.verdict, Verdict::GiveUp);
    QCOMPARE(outcomeOfError(u"Framework has been removed"_s, first()).trouble.kind, Kind::FrameworkRemoved);
    const Outcome other =
        outcomeOfError(u"User 'root' is not allowed to run frameworks without --root_submissions set"_s, first());
    QCOMPARE(other.trouble.kind, Kind::Refused);
    QCOMPARE(other.trouble.refusal.subject, u"root"_s);
}

void TestAttempt::writesBasicCredentials()
{
    QCOMPARE(basicAuthorization(u"alice"_s, u"wonderland"_s), QByteArray("Basic YWxpY2U6d29uZGVybGFuZA=="));
    QVERIFY(basicAuthorization({}, u"x"_s).isEmpty());
    QVERIFY(basicAuthorization(u"alice"_s, {}).isEmpty());
}

QTEST_GUILESS_MAIN(TestAttempt)
#include "tst_attempt.moc"
