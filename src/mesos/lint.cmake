# SPDX-FileCopyrightText: The Mesoscribe authors
# SPDX-License-Identifier: Apache-2.0
set(MESOS_LINT_SOURCES
    calllint.h
    fieldguess.cpp fieldguess.h
    lintaccept.cpp
    lintcallrules.cpp
    lintframework.cpp
    lintnames.cpp
    lintparts.cpp
    lintreport.cpp lintreport.h
    lintrules.h
    lintscanner.cpp lintscanner.h
    linttask.cpp
    nearestname.cpp nearestname.h
    oldnames.cpp oldnames.h
    scalarlint.cpp scalarlint.h
    schemalint.cpp schemalint.h)
