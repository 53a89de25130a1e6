// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/refusal.h"

#include "mesos/event.h"
#include "recordio/recorddecoder.h"
#include "support/chunked.h"

#include <QTest>

using namespace mesoscribe;
using namespace Qt::Literals::StringLiterals;
using Reason = Refusal::Reason;

Q_DECLARE_METATYPE(mesoscribe::Refusal)

class TestRefusal : public QObject
{
    Q_OBJECT

private slots:
    void readsErrorMessages_data();
    void readsErrorMessages();
    void readsHttpAnswers_data();
    void readsHttpAnswers();
    void readsTheErrorsOfTheCaptures();
    void readsTheAnswersOfTheCaptures_data();
    void readsTheAnswersOfTheCaptures();
    void knowsWhatPasses();
};

void TestRefusal::readsErrorMessages_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<Refusal>("refusal");
    const auto add = [](const QString& message, Reason reason, const QString& subject = {}, const QString& other = {}) {
        QTest::newRow(qPrintable(message)) << message << Refusal{reason, subject, other, message};
    };
    add(u"'FrameworkInfo.role' must not be set when the framework is MULTI_ROLE capable"_s, Reason::RoleWithMultiRole);
    add(u"'FrameworkInfo.roles' must not be set when the framework is not MULTI_ROLE capable"_s,
        Reason::RolesWithoutMultiRole);
    add(u"'FrameworkInfo.roles' contains duplicate items: { a, b }"_s, Reason::DuplicateRoles, u"a, b"_s);
    add(u"'FrameworkInfo.roles' contains invalid role: Role '/x' cannot start with a slash"_s, Reason::InvalidRole,
        u"Role '/x' cannot start with a slash"_s);
    add(u"'FrameworkInfo.role' is not a valid role: Role component '-bad' is invalid because it starts with a dash"_s,
        Reason::InvalidRole, u"Role component '-bad' is invalid because it starts with a dash"_s);
    add(u"ID must not be greater than 255 characters"_s, Reason::InvalidFrameworkId);
    add(u"ID must not be empty"_s, Reason::InvalidFrameworkId);
    add(u"'.' is disallowed"_s, Reason::InvalidFrameworkId, u"."_s);
    add(u"'..' is disallowed"_s, Reason::InvalidFrameworkId, u".."_s);
    add(u"'a/b' contains invalid characters"_s, Reason::InvalidFrameworkId, u"a/b"_s);
    add(u"Resource quantities must contain at least one quantity"_s, Reason::Unknown);
    add(u"Invalid resource quantity for 'cpus': negative"_s, Reason::Unknown);
    add(u"The framework failover_timeout (1e+300) is invalid"_s, Reason::FailoverTimeoutInvalid, u"1e+300"_s);
    add(u"Roles { a, b } are not present in the master's --roles"_s, Reason::RolesNotWhitelisted, u"a, b"_s);
    add(u"User 'root' is not allowed to run frameworks without --root_submissions set"_s, Reason::RootNotAllowed,
        u"root"_s);
    add(u"Framework has been removed"_s, Reason::FrameworkRemoved);
    add(u"Suppressed role 'x' is not contained in the list of roles"_s, Reason::SuppressedRoleUnknown, u"x"_s);
    add(u"Suppressed roles { x, y } are not contained in the set of roles"_s, Reason::SuppressedRoleUnknown, u"x, y"_s);
    add(u"Offer constraints are not valid: empty group"_s, Reason::Unknown);
    add(u"Not authorized to register framework f with roles { eng }"_s, Reason::NotAuthorized, u"eng"_s);
    add(u"Authorization failure: no answer"_s, Reason::NotAuthorized);
    add(u"Changing framework's principal is not allowed."_s, Reason::PrincipalChanged);
    add(u"Framework failed over"_s, Reason::FailedOver);
    add(u"Framework disconnected"_s, Reason::Unknown);
    add(u"Message mesos.scheduler.Call dropped: capacity(10) exceeded"_s, Reason::CapacityExceeded, u"10"_s);
    add(u"Authenticated principal 'a' does not match principal 'b' set in `FrameworkInfo`"_s, Reason::PrincipalMismatch,
        u"a"_s, u"b"_s);
    add(u"The dog ate the framework"_s, Reason::Unknown);
    add(u""_s, Reason::Unknown);
}

void TestRefusal::readsErrorMessages()
{
    QFETCH(QString, message);
    QFETCH(Refusal, refusal);
    const Refusal read = refusalFromError(message);
    QCOMPARE(int(read.reason), int(refusal.reason));
    QCOMPARE(read.subject, refusal.subject);
    QCOMPARE(read.other, refusal.other);
    QCOMPARE(read.words, message);
}

void TestRefusal::readsHttpAnswers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("body");
    QTest::addColumn<Refusal>("refusal");
    const auto add = [](int status, const QString& body, Reason reason, const QString& subject = {},
                        const QString& other = {}) {
        QTest::newRow(qPrintable(QString::number(status) + u' ' + body))
            << status << body << Refusal{reason, subject, other, body};
    };
    add(404, u"404 Not Found."_s, Reason::NotFound);
    add(401, u"401 Unauthorized."_s, Reason::Unauthorized);
    add(403, u"403 Forbidden."_s, Reason::Forbidden);
    add(403,
        u"The request's authenticated principal contains claims, but no value string. The master currently requires "
        u"that "
        "principals have a value"_s,
        Reason::Forbidden);
    add(503, u"No leader elected"_s, Reason::NoLeader);
    add(500, u"Failed to resolve hostname"_s, Reason::ServerError);
    add(503, u"Master has not finished recovery"_s, Reason::Recovering);
    add(503, u"<html>Service Unavailable</html>"_s, Reason::ServerError);
    add(405, u"405 Method Not Allowed. Expecting one of { 'POST' }, but received 'GET'."_s, Reason::MethodNotAllowed);
    add(400, u"Expecting 'Content-Type' to be present"_s, Reason::WrongContentType);
    add(415, u"Expecting 'Content-Type' of application/json or application/x-protobuf"_s, Reason::WrongContentType);
    add(400, u"Failed to parse body into Call protobuf"_s, Reason::BadCall, u"protobuf"_s);
    add(400, u"Failed to parse body into JSON: syntax error at line 1 near: oops"_s, Reason::BadJson,
        u"syntax error at line 1 near: oops"_s);
    add(400,
        u"Failed to convert JSON into Call protobuf: Missing required fields: subscribe.framework_info.user, "
        "subscribe.framework_info.name"_s,
        Reason::MissingFields, u"subscribe.framework_info.user, subscribe.framework_info.name"_s);
    add(400, u"Failed to convert JSON into Call protobuf: Expecting a JSON object"_s, Reason::BadCall,
        u"Expecting a JSON object"_s);
    add(400, u"Failed to convert JSON into Call protobuf: Not expecting a JSON string for field 'framework_id'"_s,
        Reason::BadCall, u"Not expecting a JSON string for field 'framework_id'"_s);
    add(400, u"Failed to validate scheduler::Call: Expecting 'type' to be present"_s, Reason::BadCall,
        u"Expecting 'type' to be present"_s);
    add(400, u"Failed to validate scheduler::Call: 'framework_id' differs from 'subscribe.framework_info.id'"_s,
        Reason::BadCall, u"'framework_id' differs from 'subscribe.framework_info.id'"_s);
    add(400,
        u"Failed to validate scheduler::Call: Authenticated principal 'alice' does not match principal 'bob' set in "
        "`FrameworkInfo`"_s,
        Reason::PrincipalMismatch, u"alice"_s, u"bob"_s);
    add(400, u"Authenticated principal 'alice' does not match principal 'bob' set in `FrameworkInfo`"_s,
        Reason::PrincipalMismatch, u"alice"_s, u"bob"_s);
    add(406, u"Expecting 'Accept' to allow 'application/x-protobuf' or 'application/json'"_s, Reason::NotAcceptable);
    add(400, u"Subscribe calls should not include the 'Mesos-Stream-Id' header"_s, Reason::StreamIdOnSubscribe);
    add(400, u"Framework cannot be found"_s, Reason::UnknownFramework);
    add(403, u"Framework is not subscribed"_s, Reason::NotSubscribed);
    add(403, u"Framework is not connected via HTTP"_s, Reason::NotSubscribed);
    add(400, u"All non-subscribe calls should include the 'Mesos-Stream-Id' header"_s, Reason::StreamIdMissing);
    add(400,
        u"The stream ID 'x y' included in this request didn't match the stream ID currently associated with framework ID f-0"_s,
        Reason::StreamIdStale, u"x y"_s, u"f-0"_s);
    add(501, u"501 Not Implemented."_s, Reason::BadCall);
    add(400, u"Supplied FrameworkInfo is not valid: 'FrameworkInfo.roles' contains duplicate items: { a }"_s,
        Reason::DuplicateRoles, u"a"_s);
    add(400, u"FrameworkInfo update is not valid: Changing framework's principal is not allowed."_s,
        Reason::PrincipalChanged);
    add(400,
        u"FrameworkInfo update is not valid: Updating 'FrameworkInfo.user' is unsupported; attempted to update from "
        u"'a' to "
        "'b'"_s,
        Reason::BadCall, u"Updating 'FrameworkInfo.user' is unsupported; attempted to update from 'a' to 'b'"_s);
    add(403, u"Not authorized to register framework f with roles { eng }"_s, Reason::NotAuthorized, u"eng"_s);
    add(404, u"<html>No leader elected</html>"_s, Reason::NotFound);
    add(418, u"teapot"_s, Reason::Unknown);
    add(409, u""_s, Reason::Unknown);
    add(502, u""_s, Reason::ServerError);
}

void TestRefusal::readsHttpAnswers()
{
    QFETCH(int, status);
    QFETCH(QString, body);
    QFETCH(Refusal, refusal);
    const Refusal read = refusalFromHttp(status, body);
    QCOMPARE(int(read.reason), int(refusal.reason));
    QCOMPARE(read.subject, refusal.subject);
    QCOMPARE(read.other, refusal.other);
    QCOMPARE(read.words, body);
}

void TestRefusal::readsTheErrorsOfTheCaptures()
{
    int seen = 0;
    for (const QString& name : test::captureNames()) {
        const test::Capture capture = test::readCapture(name);
        if (!capture.isStream || name.startsWith(u'o'))
            continue;
        RecordDecoder decoder;
        QList<QByteArray> records;
        QVERIFY(decoder.feed(capture.body, records).has_value());
        for (const QByteArray& record : std::as_const(records)) {
            const Result<Event> event = parseEvent(record);
            const auto* error = event ? std::get_if<ErrorEvent>(&event->payload) : nullptr;
            if (!error)
                continue;
            const Refusal refusal = refusalFromError(error->message);
            QVERIFY2(refusal.reason != Reason::Unknown, qPrintable(error->message));
            QCOMPARE(refusal.words, error->message);
            ++seen;
        }
    }
    QVERIFY(seen > 0);
}

void TestRefusal::readsTheAnswersOfTheCaptures_data()
{
    QTest::addColumn<int>("reason");
    const auto add = [](const char* name, Reason reason) { QTest::newRow(name) << int(reason); };
    add("a01-no-credentials", Reason::Unauthorized);
    add("c01-no-stream-id", Reason::StreamIdMissing);
    add("c02-wrong-stream-id", Reason::StreamIdStale);
    add("c03-no-framework_id", Reason::BadCall);
    add("c07-decline-without-decline", Reason::BadCall);
    add("c11-kill-no-task_id", Reason::MissingFields);
    add("c12-acknowledge-bad-uuid", Reason::BadCall);
    add("c16-subscribe-on-stream-id", Reason::StreamIdOnSubscribe);
    add("c23-after-teardown", Reason::UnknownFramework);
    add("e01-bad-json", Reason::BadJson);
    add("e02-json-array", Reason::BadCall);
    add("e03-empty-body", Reason::BadJson);
    add("e05-no-type", Reason::BadCall);
    add("e07-subscribe-without-framework_info", Reason::MissingFields);
    add("e08-framework_info-without-user-name", Reason::MissingFields);
    add("e09-accept-text-html", Reason::NotAcceptable);
    add("e10-ctype-text-plain", Reason::WrongContentType);
    add("e11-no-ctype", Reason::WrongContentType);
    add("e12-get", Reason::MethodNotAllowed);
    add("e14-subscribe-with-stream-id", Reason::StreamIdOnSubscribe);
    add("e18-decline-before-subscribe", Reason::UnknownFramework);
    add("e19-wrong-path", Reason::NotFound);
    add("f01-old-stream-id", Reason::StreamIdStale);
    add("f03-call-while-disconnected", Reason::NotSubscribed);
    add("x07-no-leader", Reason::NoLeader);
    add("x12-acl-operator", Reason::Forbidden);
}

void TestRefusal::readsTheAnswersOfTheCaptures()
{
    QFETCH(int, reason);
    const test::Capture capture = test::readCapture(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(capture.status >= 400);
    const Refusal refusal = refusalFromHttp(capture.status, QString::fromUtf8(capture.body));
    QVERIFY2(int(refusal.reason) == reason, capture.body.constData());
}

void TestRefusal::knowsWhatPasses()
{
    QVERIFY(isPassing(Reason::NoLeader));
    QVERIFY(isPassing(Reason::Recovering));
    QVERIFY(isPassing(Reason::ServerError));
    for (const Reason reason :
         {Reason::Unknown, Reason::FailedOver, Reason::FrameworkRemoved, Reason::Unauthorized, Reason::NotFound,
          Reason::StreamIdStale, Reason::NotSubscribed, Reason::CapacityExceeded})
        QVERIFY(!isPassing(reason));
}

QTEST_APPLESS_MAIN(TestRefusal)
#include "tst_refusal.moc"
