// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/reason.h"
#include "models/describe.h"
#include "models/reasontext.h"

#include <QRegularExpression>
#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr WallTime Now{std::chrono::milliseconds(1'700'000'000'000)};

/// A trouble of the kind with all its facts filled in.
Trouble fullTrouble(Trouble::Kind kind)
{
    Trouble trouble;
    trouble.kind = kind;
    trouble.address = QUrl(u"http://m2:5051"_s);
    trouble.from = QUrl(u"http://m1:5050"_s);
    trouble.refusal.subject = u"x"_s;
    trouble.refusal.other = u"y"_s;
    trouble.detail = u"“<html>”"_s;
    trouble.received = 118;
    trouble.expected = 675;
    trouble.offset = 18204;
    trouble.silence = 75s;
    return trouble;
}

Trouble refused(Refusal::Reason reason, const QString& subject = {}, const QString& other = {})
{
    Trouble trouble;
    trouble.kind = Trouble::Kind::Refused;
    trouble.refusal = {.reason = reason, .subject = subject, .other = other, .words = u"the master's words"_s};
    return trouble;
}

/// A sentence as people expect it: begins big, ends with a full stop, and nothing of its making shows.
bool isSentence(const QString& text)
{
    static const QRegularExpression leftOver(u"%[0-9nL]|\\{|\\}|!|  |\\(\\)|“”"_s);
    return text.size() > 5 && (text.at(0).isUpper() || text.startsWith(u'“')) && text.endsWith(u'.') &&
           !text.endsWith(u".."_s) && !text.contains(leftOver);
}

} // namespace

class TestDescribe : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void everyTroubleHasItsOwnSentence()
    {
        QStringList headlines;
        for (int kind = 0; kind <= static_cast<int>(Trouble::Kind::TornDown); ++kind) {
            const auto value = static_cast<Trouble::Kind>(kind);
            if (value == Trouble::Kind::Refused || value == Trouble::Kind::MasterPassing)
                continue;
            const TroubleText text = describe(fullTrouble(value), SessionState(), Now);
            QVERIFY2(isSentence(text.headline), qPrintable(text.headline));
            QVERIFY2(text.consequence.isEmpty() || isSentence(text.consequence), qPrintable(text.consequence));
            QVERIFY2(!text.actions.isEmpty() && text.actions.size() <= 2, qPrintable(text.headline));
            QVERIFY2(!headlines.contains(text.headline), qPrintable(text.headline));
            QCOMPARE(text.isRed, value != Trouble::Kind::TornDown && value != Trouble::Kind::Slept);
            headlines.append(text.headline);
        }
    }

    void everyTroubleIsASentenceWithoutFactsToo()
    {
        for (int kind = 0; kind <= static_cast<int>(Trouble::Kind::TornDown); ++kind) {
            Trouble trouble;
            trouble.kind = static_cast<Trouble::Kind>(kind);
            trouble.address = QUrl(u"http://m1:5050"_s);
            trouble.from = QUrl(u"http://m2:5050"_s);
            const TroubleText text = describe(trouble, SessionState(), Now);
            QVERIFY2(isSentence(text.headline), qPrintable(text.headline));
            QVERIFY2(text.consequence.isEmpty() || isSentence(text.consequence), qPrintable(text.consequence));
        }
    }

    void everyRefusalHasItsOwnSentence()
    {
        QStringList headlines;
        for (int reason = 0; reason <= static_cast<int>(Refusal::Reason::ServerError); ++reason) {
            for (const QString& subject : {u"x"_s, u"a, b"_s, QString()}) {
                const Trouble trouble = refused(static_cast<Refusal::Reason>(reason), subject, u"y"_s);
                const TroubleText text = describe(trouble, SessionState(), Now);
                QVERIFY2(isSentence(text.headline), qPrintable(text.headline));
                QVERIFY2(text.consequence.isEmpty() || isSentence(text.consequence), qPrintable(text.consequence));
                QVERIFY2(!text.actions.isEmpty() && text.actions.size() <= 2, qPrintable(text.headline));
                QCOMPARE(text.masterWords, u"the master's words"_s);
                if (subject == "x"_L1) {
                    QVERIFY2(!headlines.contains(text.headline), qPrintable(text.headline));
                    headlines.append(text.headline);
                }
            }
        }
    }

    void everyActionHasAName()
    {
        QStringList names;
        for (int action = 0; action <= static_cast<int>(TroubleAction::CloseNote); ++action) {
            const QString name =
                describe(static_cast<TroubleAction>(action), fullTrouble(Trouble::Kind::CredentialsElsewhere));
            QVERIFY(!name.isEmpty() && !name.contains(u'%'));
            QVERIFY2(!names.contains(name), qPrintable(name));
            names.append(name);
        }
    }

    void saysTheProductsWords_data()
    {
        using Kind = Trouble::Kind;
        using Reason = Refusal::Reason;
        using enum TroubleAction;
        QTest::addColumn<Trouble>("trouble");
        QTest::addColumn<QString>("headline");
        QTest::addColumn<QString>("consequence");
        QTest::addColumn<QList<int>>("actions");

        const auto of = [](Kind kind, const QString& address, const QString& detail = {}) {
            Trouble trouble;
            trouble.kind = kind;
            trouble.address = QUrl(address);
            trouble.detail = detail;
            return trouble;
        };
        QTest::newRow("F1") << of(Kind::NothingAnswers, u"http://localhost:5050"_s)
                            << u"Nothing answers at localhost:5050."_s
                            << u"Either no master runs there or a firewall is in the way."_s
                            << QList<int>{int(TryAgain), int(StartPractice)};
        QTest::newRow("F2") << of(Kind::IsAgent, u"http://localhost:5051"_s)
                            << u"That is a Mesos agent (5051), not a master."_s << u"Masters usually listen on 5050."_s
                            << QList<int>{int(UseMasterPort), int(EditConnection)};
        QTest::newRow("F3")
            << of(Kind::BadAddress, {}, u"zk://a:2181/mesos"_s) << u"Mesoscribe talks to a master by host and port."_s
            << u"ZooKeeper addresses are not supported; type one or more masters, e.g. m1:5050,m2:5050."_s
            << QList<int>{int(EditConnection)};
        QTest::newRow("F5") << of(Kind::LeaderUnreachable, u"http://172.17.0.4:5050"_s)
                            << u"The master sends us to 172.17.0.4:5050, which this computer cannot reach."_s
                            << u"Typical with containers and clouds."_s
                            << QList<int>{int(StayWithTyped), int(EditConnection)};
        QTest::newRow("F8") << of(Kind::WantsCredentials, {}) << u"This master wants a name and a secret."_s
                            << u"The secret is kept in the keychain and nowhere else."_s
                            << QList<int>{int(EnterCredentials)};
        QTest::newRow("F9") << refused(Reason::PrincipalMismatch, u"x"_s, u"y"_s)
                            << u"You signed in as x but the form says principal y."_s
                            << u"Make them equal or leave principal empty."_s
                            << QList<int>{int(ClearPrincipal), int(EditConnection)};
        QTest::newRow("F10") << refused(Reason::RolesWithoutMultiRole)
                             << u"Roles (plural) need the MULTI_ROLE capability."_s
                             << u"Without it a framework has one role only."_s
                             << QList<int>{int(SwitchOnMultiRole), int(EditConnection)};
        QTest::newRow("F12") << refused(Reason::RolesNotWhitelisted, u"{ x }"_s)
                             << u"The master does not know role x."_s
                             << u"Its administrator lists allowed roles with --roles. Choose another role."_s
                             << QList<int>{int(EditConnection)};
        QTest::newRow("F13") << refused(Reason::RootNotAllowed, u"root"_s) << u"This master refuses user root."_s
                             << u"It was started so that nothing may run as root (--no-root_submissions)."_s
                             << QList<int>{int(UseMyLogin), int(EditConnection)};
        QTest::newRow("F15") << of(Kind::FrameworkRemoved, {})
                             << u"This master regards that framework id as finished."_s
                             << u"It was torn down, or away longer than its failover timeout."_s
                             << QList<int>{int(SubscribeAsNew)};
        QTest::newRow("F16 trust") << of(Kind::CertificateUntrusted, {})
                                   << u"The master's certificate is not trusted by this computer."_s
                                   << u"If you do not know why, somebody else may be answering in the master's place."_s
                                   << QList<int>{int(ShowCertificate), int(TrustCertificate)};
        QTest::newRow("F16 https") << of(Kind::SpeaksHttps, {}) << u"This port speaks https."_s
                                   << u"The connection was tried without encryption."_s
                                   << QList<int>{int(SwitchToHttps), int(EditConnection)};
        QTest::newRow("F18") << of(Kind::NoSchedulerApi, {}, u"0.23"_s)
                             << u"This Mesos (0.23) has no scheduler HTTP API."_s
                             << u"Needs 0.24 or later; 1.0+ recommended."_s << QList<int>{int(EditConnection)};
        QTest::newRow("F24 ended") << of(Kind::MasterEnded, {}) << u"The master ended the stream."_s << QString()
                                   << QList<int>{int(TryAgain)};
        QTest::newRow("F24 inside") << fullTrouble(Kind::BrokeOffInsideRecord)
                                    << u"The stream broke off inside a record (118 of 675 bytes)."_s << QString()
                                    << QList<int>{int(TryAgain)};
        QTest::newRow("F22") << fullTrouble(Kind::OutOfStep) << u"The stream is out of step."_s
                             << u"At byte 18,204 a length was expected and this found: “<html>”. Mesoscribe stopped "
                                "reading and kept the bytes."_s
                             << QList<int>{int(TryAgain)};
        const auto slept = [](qint64 offers, bool retrying) {
            Trouble trouble;
            trouble.kind = Trouble::Kind::Slept;
            trouble.silence = 42min;
            trouble.received = offers;
            trouble.retrying = retrying;
            return trouble;
        };
        QTest::newRow("F27") << slept(7, false) << u"This computer slept for 42 minutes."_s
                             << u"Resubscribed with the same framework id; a new stream id was issued; "
                                "7 earlier offers are void."_s
                             << QList<int>{int(CloseNote)};
        QTest::newRow("F27 one offer") << slept(1, false) << u"This computer slept for 42 minutes."_s
                                       << u"Resubscribed with the same framework id; a new stream id was issued; "
                                          "1 earlier offer is void."_s
                                       << QList<int>{int(CloseNote)};
        QTest::newRow("F27 no offers") << slept(0, false) << u"This computer slept for 42 minutes."_s
                                       << u"Resubscribed with the same framework id; a new stream id was issued."_s
                                       << QList<int>{int(CloseNote)};
        QTest::newRow("F27 meanwhile") << slept(7, true) << u"This computer slept for 42 minutes."_s
                                       << u"7 earlier offers are void. Trying again now."_s
                                       << QList<int>{int(TryNow), int(Stop)};
        QTest::newRow("F29") << of(Kind::TakenOver, {})
                             << u"Another program subscribed with this framework id and took over."_s
                             << u"Mesoscribe does not take it back by itself: the two would throw each other out for "
                                "ever."_s
                             << QList<int>{int(TakeBack), int(SubscribeAsNew)};
        QTest::newRow("F44") << refused(Reason::UnknownFramework) << u"This master does not know the framework."_s
                             << u"It was restarted with --registry=in_memory, or it is another cluster."_s
                             << QList<int>{int(SubscribeAsNew)};
    }

    void saysTheProductsWords()
    {
        QFETCH(Trouble, trouble);
        QFETCH(QString, headline);
        QFETCH(QString, consequence);
        QFETCH(QList<int>, actions);
        const TroubleText text = describe(trouble, SessionState(), Now);
        QCOMPARE(text.headline, headline);
        QCOMPARE(text.consequence, consequence);
        QList<int> shown;
        for (const TroubleAction action : text.actions)
            shown.append(int(action));
        QCOMPARE(shown, actions);
    }

    void namesTheRolesThatMayNotRegister()
    {
        SessionState state;
        state.settings.framework.roles = {u"x"_s};
        const TroubleText text = describe(refused(Refusal::Reason::NotAuthorized), state, Now);
        QCOMPARE(text.headline, u"Your account may not register with role x here."_s);
        QCOMPARE(text.consequence, u"Ask the cluster's owner (rule: register_frameworks)."_s);
    }

    void namesSeveralRolesAsTheMasterListsThem()
    {
        const TroubleText text =
            describe(refused(Refusal::Reason::RolesNotWhitelisted, u"{ a, b }"_s), SessionState(), Now);
        QCOMPARE(text.headline, u"The master does not know the roles a, b."_s);
        QCOMPARE(text.consequence, u"Its administrator lists allowed roles with --roles. Choose other roles."_s);
    }

    void countsDownWhileItIsBeingHandled()
    {
        Trouble trouble;
        trouble.kind = Trouble::Kind::MasterPassing;
        trouble.refusal.reason = Refusal::Reason::Recovering;
        trouble.retrying = true;
        SessionState state;
        state.retryAt = Now + 2500ms;
        const TroubleText text = describe(trouble, state, Now);
        QCOMPARE(text.headline, u"The master is still starting."_s);
        QCOMPARE(text.consequence, u"Trying again in 3 s."_s);
        QVERIFY(!text.isRed);
        QCOMPARE(text.actions, (QList{TroubleAction::TryNow, TroubleAction::Stop}));

        trouble.refusal.reason = Refusal::Reason::NoLeader;
        state.retryAt.reset();
        const TroubleText now = describe(trouble, state, Now);
        QCOMPARE(now.headline, u"No leader right now."_s);
        QCOMPARE(now.consequence, u"The masters are choosing one. Trying again now."_s);
    }

    void saysThatOffersAreVoid()
    {
        SessionState state;
        auto offer = std::make_shared<Offer>();
        offer->id = OfferId(u"m-O1"_s);
        state.offers.insert({offer, Now, OfferFate::Void, Now});
        state.offersVoidSince = Now;
        Trouble trouble;
        trouble.kind = Trouble::Kind::MasterEnded;
        QCOMPARE(describe(trouble, state, Now).consequence,
                 u"The offers below are void; new ones come with the next subscription."_s);
    }

    void masterWordsFallBackToTheBody()
    {
        Trouble trouble;
        trouble.answer = "404 Not Found.\n";
        QCOMPARE(describe(trouble, SessionState(), Now).masterWords, u"404 Not Found."_s);
    }

    void foreignTextIsNotTakenForAPlaceholder()
    {
        const TroubleText text =
            describe(refused(Refusal::Reason::PrincipalMismatch, u"%2"_s, u"y"_s), SessionState(), Now);
        QCOMPARE(text.headline, u"You signed in as %2 but the form says principal y."_s);
    }

    void pillSaysWhereTheSessionStands()
    {
        SessionState state;
        QCOMPARE(describePhase(state, Now), u"Not connected"_s);
        state.phase = Phase::Connecting;
        QCOMPARE(describePhase(state, Now), u"Connecting…"_s);
        state.phase = Phase::WaitingForSubscribed;
        QCOMPARE(describePhase(state, Now), u"Waiting for SUBSCRIBED…"_s);
        state.phase = Phase::Subscribed;
        state.subscribedSince = Now - (12min + 41s);
        QCOMPARE(describePhase(state, Now), u"Subscribed 00:12:41"_s);
        state.phase = Phase::Quiet;
        state.lastHeard = Now - 31s;
        QCOMPARE(describePhase(state, Now), u"No heartbeat for 31 s"_s);
        state.phase = Phase::Reconnecting;
        state.retryAt = Now + 4s;
        QCOMPARE(describePhase(state, Now), u"Reconnecting in 4 s"_s);
        state.retryAt.reset();
        QCOMPARE(describePhase(state, Now), u"Reconnecting…"_s);
        state.phase = Phase::Stopped;
        QCOMPARE(describePhase(state, Now), u"Stopped"_s);
        for (int kind = 0; kind <= static_cast<int>(Trouble::Kind::TornDown); ++kind) {
            state.trouble = fullTrouble(static_cast<Trouble::Kind>(kind));
            const QString pill = describePhase(state, Now);
            QVERIFY2(pill.startsWith("Stopped: "_L1) && pill.size() > 12 && pill.size() < 36, qPrintable(pill));
        }
        state.trouble = refused(Refusal::Reason::RolesNotWhitelisted);
        QCOMPARE(describePhase(state, Now), u"Stopped: role not accepted"_s);
    }

    void everyStoryLineIsASentence()
    {
        for (int kind = 0; kind <= static_cast<int>(StoryLine::Kind::Slept); ++kind) {
            StoryLine line{.at = Now,
                           .kind = static_cast<StoryLine::Kind>(kind),
                           .subject = u"m1:5050"_s,
                           .duration = 4s,
                           .trouble = fullTrouble(Trouble::Kind::NothingAnswers)};
            QVERIFY2(isSentence(describe(line)), qPrintable(describe(line)));
            line.trouble.reset();
            QVERIFY2(isSentence(describe(line)), qPrintable(describe(line)));
        }
        const StoryLine slept{
            .at = Now, .kind = StoryLine::Kind::Slept, .subject = {}, .duration = 42min, .trouble = {}};
        QCOMPARE(describe(slept), u"This computer slept for 42 minutes."_s);
    }

    void fieldProblemsNameTheOffender()
    {
        for (int problem = 0; problem <= static_cast<int>(RoleProblem::Whitespace); ++problem) {
            const QString text = describe(static_cast<RoleProblem>(problem), u"my role"_s);
            QVERIFY2(isSentence(text), qPrintable(text));
        }
        for (int problem = 0; problem <= static_cast<int>(AddressProblem::Malformed); ++problem) {
            const QString text = describe(static_cast<AddressProblem>(problem), u"m1:x"_s);
            QVERIFY2(isSentence(text), qPrintable(text));
        }
        for (int problem = 0; problem <= static_cast<int>(IdProblem::InvalidCharacters); ++problem) {
            const QString text = describe(static_cast<IdProblem>(problem), u".."_s);
            QVERIFY2(isSentence(text), qPrintable(text));
        }
        QCOMPARE(describe(RoleProblem::Whitespace, u"my role"_s), u"“my role”: a role cannot contain blanks."_s);
    }

    void everyCapabilityIsExplainedByItsConsequence()
    {
        QStringList texts;
        for (const CapabilityName& capability : frameworkCapabilities()) {
            const QString text = describeCapability(QString::fromLatin1(capability.name));
            QVERIFY2(isSentence(text) && text.startsWith("Without it"_L1), qPrintable(text));
            QVERIFY(!texts.contains(text));
            texts.append(text);
        }
        QVERIFY(isSentence(describeCapability(u"FROM_THE_FUTURE"_s)));
        QCOMPARE(describeCapability(u"GPU_RESOURCES"_s),
                 u"Without it you receive nothing at all from machines that have GPUs. To be phased out."_s);
        QVERIFY(describeCapability(u"RESERVATION_REFINEMENT"_s).endsWith("Experimental."_L1));
    }

    void everyReasonIsExplained()
    {
        for (const ReasonName& reason : reasons()) {
            const QString text = describeReason(QString::fromLatin1(reason.name));
            QVERIFY2(isSentence(text), reason.name);
        }
    }

    void reasonsOfTheOldApiMeanTheSame()
    {
        QCOMPARE(describeReason(u"REASON_SLAVE_REMOVED"_s), describeReason(u"REASON_AGENT_REMOVED"_s));
        QVERIFY(describeReason(u"REASON_FROM_THE_FUTURE"_s).isEmpty());
        QVERIFY(describeReason(u"INVALID_OFFERS"_s).isEmpty());
        QVERIFY(describeReason({}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDescribe)
#include "tst_describe.moc"
