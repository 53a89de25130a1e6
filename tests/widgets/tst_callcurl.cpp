// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "widgets/callcurl.h"

#include "models/tasksamples.h"

#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;

namespace {

SessionState subscribed()
{
    samples::Scene scene;
    scene.state.settings = SubscribeSettings::fresh(u"ann"_s);
    scene.state.settings.framework.principal = u"ops"_s;
    scene.subscribe(u"F1"_s, u"274bcc35-78db-42f1-9c2c-6c9af0b5c1e8"_s);
    return scene.state;
}

QString header(const CurlRequest& request, const QString& name)
{
    for (const auto& [key, value] : request.headers) {
        if (key == name)
            return value;
    }
    return {};
}

const QByteArray Kill = "{\"framework_id\":{\"value\":\"F1\"},\"type\":\"KILL\","
                        "\"kill\":{\"task_id\":{\"value\":\"it's\"}}}";

} // namespace

class TestCallCurl : public QObject
{
    Q_OBJECT

private slots:
    void carriesTheCurrentStreamId();
    void givesNoSecret();
    void leavesOutAPrincipalThatDoesNotSignIn();
    void comesBackFromTheShell();
    void goesOnWhenTheCertificateWasAccepted();
};

void TestCallCurl::carriesTheCurrentStreamId()
{
    SessionState state = subscribed();
    CurlRequest request = callCurl(Kill, state, false);
    QCOMPARE(request.url, u"http://localhost:5050/api/v1/scheduler"_s);
    QCOMPARE(header(request, u"Mesos-Stream-Id"_s), u"274bcc35-78db-42f1-9c2c-6c9af0b5c1e8"_s);
    QCOMPARE(header(request, u"Content-Type"_s), u"application/json"_s);

    samples::Scene scene;
    scene.state = state;
    scene.subscribe(u"F1"_s, u"stream-2"_s);
    request = callCurl(Kill, scene.state, false);
    QCOMPARE(header(request, u"Mesos-Stream-Id"_s), u"stream-2"_s);
}

void TestCallCurl::givesNoSecret()
{
    const CurlRequest request = callCurl(Kill, subscribed(), true);
    QCOMPARE(request.user, u"ops"_s);
    QVERIFY(!request.secret.has_value());
    const QString command = toCurl(request);
    QVERIFY2(command.contains("-u \"$MESOS_PRINCIPAL:$MESOS_SECRET\""_L1), qPrintable(command));
    QVERIFY(!command.contains("ops"_L1));
}

void TestCallCurl::leavesOutAPrincipalThatDoesNotSignIn()
{
    const QString command = toCurl(callCurl(Kill, subscribed(), false));
    QVERIFY(!command.contains("MESOS_SECRET"_L1));
    QVERIFY(!command.contains("ops"_L1));
}

void TestCallCurl::comesBackFromTheShell()
{
    const CurlRequest request = callCurl(Kill, subscribed(), false);
    const Result<CurlParse> parsed = parseCurl(toCurl(request));
    QVERIFY(parsed.has_value());
    QVERIFY(parsed->notUnderstood.isEmpty());
    QCOMPARE(parsed->request.body, request.body);
    QCOMPARE(parsed->request.url, request.url);
    QCOMPARE(header(parsed->request, u"Mesos-Stream-Id"_s), header(request, u"Mesos-Stream-Id"_s));
    const Result<CallFacts> facts = factsOfCall(parsed->request.body);
    QVERIFY(facts.has_value());
    QCOMPARE(facts->taskIds, QList<TaskId>{TaskId(u"it's"_s)});
}

void TestCallCurl::goesOnWhenTheCertificateWasAccepted()
{
    SessionState state = subscribed();
    QVERIFY(!callCurl(Kill, state, false).insecure);
    state.settings.acceptAnyCertificate = true;
    QVERIFY(callCurl(Kill, state, false).insecure);
}

QTEST_MAIN(TestCallCurl)
#include "tst_callcurl.moc"
